/* LLVM's unwinder as Debian builds it calls this function of glibc before it aborts. musl has none that checks its arguments. */
#include <stdarg.h>
#include <stdio.h>

int __fprintf_chk(FILE *file, int flag, const char *format, ...)
{
    va_list values;
    int written;

    (void)flag;
    va_start(values, format);
    written = vfprintf(file, format, values);
    va_end(values);
    return written;
}
