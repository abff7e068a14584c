/* For `dist/try` alone: Wine 8 has no bcryptprimitives.dll, which every Windows 10 has and Rust's standard library asks for random numbers. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T length)
{
    return SystemFunction036(bytes, (ULONG)length);
}
