// How the pages look that delo writes for people: on a screen and on paper.
#pragma once

#include <string_view>

namespace delo {

inline constexpr std::string_view kPageStyle = R"(
:root { color-scheme: light; }
body { font: 1rem/1.5 "DejaVu Sans", "Liberation Sans", Arial, sans-serif; color: #1a1a1a;
  background: #fff; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; border-top: 2px solid #1a1a1a;
  padding-top: 1rem; margin-top: 2.5rem; } h3 { font-size: 1.05rem; margin-bottom: .25rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
th { background: #eee; }
.verdict { font-weight: bold; border: 2px solid; padding: .1rem .5rem; }
.good { color: #14532d; } .bad { color: #8b0000; }
.sign { margin-top: 3rem; border: 1px solid #767676; padding: 1rem; min-height: 6rem; }
@media print { body { margin: 0; max-width: none; } h2, h3, tr { break-after: avoid-page;
  break-inside: avoid; } }
)";

} // namespace delo
