// SOCI without Boost. Debian's libsoci-dev was built with Boost and says so in its configuration,
// but does not ask for Boost's headers. They serve one template for boost::fusion, nothing in the
// library itself, so we take the mark away instead of the whole of Boost in.
#pragma once

// clang-format off
#include <soci/soci-config.h>
#undef SOCI_HAVE_BOOST
#undef SOCI_HAVE_BOOST_DATE_TIME
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
// clang-format on
