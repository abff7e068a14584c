/* Goes before the C library while programs are built. Macros that write code by walking through a hash map (those of age's messages do)
   write it in the order of the map's seed, which would be another one in each build. */
#include <string.h>
#include <sys/types.h>

ssize_t getrandom(void *buffer, size_t length, unsigned flags) {
    (void)flags;
    memset(buffer, 90, length);
    return (ssize_t)length;
}
