/* A reader that a package has taken over: preloaded, it stands in the place of read() and of
   libarchive's reading. When the marker comes by, it tries once what it has no business with, and
   tells on standard error what came of it. SUBVERTED names the port to connect to. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static const char marker[] = "subvert this reader";
static int is_done;

static void tell(const char* what, int works) {
  dprintf(STDERR_FILENO, "subverted: %s: %s\n", what, works ? "done" : strerror(errno));
}

static int opens(const char* path, int flags) {
  const int fd = open(path, flags | O_CLOEXEC, 0600);
  if (fd < 0)
    return 0;
  close(fd);
  return 1;
}

static int connects(void) {
  struct sockaddr_in to;
  memset(&to, 0, sizeof to);
  to.sin_family = AF_INET;
  to.sin_port = htons((uint16_t)atoi(getenv("SUBVERTED")));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  return fd >= 0 && connect(fd, (struct sockaddr*)&to, sizeof to) == 0;
}

static int starts(void) {
  static char* const words[] = {(char*)"/bin/true", NULL};
  static char* const none[] = {NULL};
  const pid_t child = fork();
  int status = 0;
  if (child < 0) { /* it may be had without a child */
    execve(words[0], words, none);
    return 0;
  }
  if (child == 0) {
    execve(words[0], words, none);
    _exit(errno);
  }
  waitpid(child, &status, 0);
  errno = WEXITSTATUS(status);
  return errno == 0;
}

static void look_for_marker(const void* bytes, size_t size) {
  if (is_done || !memmem(bytes, size, marker, sizeof marker - 1))
    return;
  is_done = 1;
  tell("read the passwords", opens("/etc/passwd", O_RDONLY));
  tell("connect", connects());
  tell("start a program", starts());
  tell("write outside", opens("outside", O_WRONLY | O_CREAT | O_TRUNC));
  tell("change a mode outside", chmod("mode", 0600) == 0);
}

ssize_t read(int fd, void* buffer, size_t size) {
  static ssize_t (*real)(int, void*, size_t);
  if (!real)
    *(void**)&real = dlsym(RTLD_NEXT, "read");
  const ssize_t n = real(fd, buffer, size);
  if (n > 0)
    look_for_marker(buffer, (size_t)n);
  return n;
}

int archive_read_data_block(void* archive, const void** block, size_t* size, off_t* offset) {
  static int (*real)(void*, const void**, size_t*, off_t*);
  if (!real)
    *(void**)&real = dlsym(RTLD_NEXT, "archive_read_data_block");
  const int answer = real(archive, block, size, offset);
  if (answer >= 0 && *block)
    look_for_marker(*block, *size);
  return answer;
}
