// Names are UTF-8 in the program whatever LANG says; so they are in its tests.
#include <gtest/gtest.h>

#include <clocale>

int main(int argc, char** argv) {
  if (!std::setlocale(LC_CTYPE, "C.UTF-8"))
    return 1;
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
