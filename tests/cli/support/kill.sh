# Runs that are killed at a random system call. For tests that needs_ptrace lets through.
traced=%file,%desc

# list_calls COMMAND...: its system calls, by thread and name, in order, go to the file "calls"
# (strace counts each name of each thread apart).
list_calls() {
  strace -f -qq -o all -e trace=$traced "$@" >/dev/null
  sed -n 's/^\([0-9]*\) *\([a-z0-9_]*\)(.*/\1 \2/p' all >calls
}

# kill_somewhere COMMAND...: sets $call and $when, where it was to be killed, and $code.
kill_somewhere() {
  local line=$((RANDOM % $(wc -l <calls) + 1))
  call=$(sed -n "${line}p" calls)
  when=$(head -n $line calls | grep -cx "$call")
  call=${call#* }
  code=$(
    # in a shell of its own, which keeps to itself that its child was killed
    exec 2>/dev/null
    strace -f -qq -o /dev/null -e trace=$traced -e inject="$call":signal=KILL:when="$when" "$@" >/dev/null
    echo $?
  ) || true
}
