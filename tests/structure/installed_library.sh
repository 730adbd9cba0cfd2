# The installed library is found by find_package and does what the program does; what is to be set up
# lies beside it.
set -euo pipefail
: "${DELO_SOURCE:?}" "${DELO_BUILD:?}" "${DELO_CXX:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$DELO_BUILD" --prefix "$work/prefix" >/dev/null
# The examples, and the page that the service names.
diff -r "$DELO_SOURCE/docs/examples" "$work/prefix/share/doc/delo/examples"
cmp "$DELO_SOURCE/docs/commands.md" "$work/prefix/share/doc/delo/commands.md"
flags=$(sed -n 's/^DELO_SANITIZE:[A-Z]*=\(..*\)/-fsanitize=\1/p' "$DELO_BUILD/CMakeCache.txt")
grep -q '^DELO_COVERAGE:BOOL=ON' "$DELO_BUILD/CMakeCache.txt" && flags=--coverage
mkdir "$work/user"
(cd "$work/prefix/include" && find delo -name '*.hpp' | LC_ALL=C sort) >"$work/headers"
sed 's/.*/#include <&>/' "$work/headers" >"$work/user/main.cpp"
cat >>"$work/user/main.cpp" <<'CPP'
#include <clocale>
#include <cstdio>

int main(int, char** argv) {
  std::setlocale(LC_CTYPE, "C.UTF-8");
  const delo::FixedClock clock{delo::Timestamp{1000000000}};
  delo::PackOptions options;
  options.sources = {argv[1]};
  options.output = argv[2];
  options.clock = &clock;
  const delo::PackResult result = delo::pack(options);
  delo::RunReport report{clock.now(), {delo::validate_package(result.plan.target)}};
  std::fputs(delo::validate_text(report).c_str(), stdout);
  return static_cast<int>(delo::exit_code(report));
}
CPP
# The lines that README.md shows, as a program.
sed -n '/^```cpp/,/^```/p' "$DELO_SOURCE/README.md" | grep -v '^```' >"$work/shown"
{
  grep '^#include' "$work/shown"
  echo 'int main() {'
  grep -v '^#include' "$work/shown"
  echo '}'
} >"$work/user/readme.cpp"
cat >"$work/user/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(user LANGUAGES CXX)
find_package(delo 0.1 REQUIRED)
add_executable(user main.cpp)
target_link_libraries(user PRIVATE delo::delo)
add_executable(readme readme.cpp)
target_link_libraries(readme PRIVATE delo::delo)
CMAKE
cmake -S "$work/user" -B "$work/build" -G Ninja -DCMAKE_PREFIX_PATH="$work/prefix" \
  -DCMAKE_CXX_COMPILER="$DELO_CXX" -DCMAKE_CXX_FLAGS="$flags" >/dev/null
cmake --build "$work/build" >"$work/log" || {
  cat "$work/log"
  exit 1
}
"$work/build/user" "$DELO_SOURCE/fixtures/documents/telegram-batumi-1946-03-05.txt" "$work/out" | grep ': valid'
(cd "$work" && "$work/prefix/bin/delo" pack --quiet --as zip --id deposit -o . \
  "$DELO_SOURCE/fixtures/documents/telegram-batumi-1946-03-05.txt" && ./build/readme | grep '^deposit.zip: valid')
"$work/prefix/bin/delo" --version
