// What elements of HTML and their attributes say about the text in them.
#pragma once

#include "delo/formats/page/html_text.hpp"

#include <span>
#include <string_view>
#include <utility>

namespace delo {

/// What an element does to the lines around it.
enum class HtmlEffect { none, line, paragraph, skip, keep_spaces };

/// Names with their values, in any letter case.
using HtmlAttributes = std::span<const std::pair<std::string_view, std::string_view>>;

/// `element` is in lower case; elements that are not known have no effect.
HtmlEffect effect_of(std::string_view element);

/// Whether an element holds paragraphs rather than being one.
bool is_container(std::string_view element);

bool is_hidden(HtmlAttributes attributes);

/// What the element makes of its text, which stands in `outer`. Only plain names are believed: a
/// heading, <time>, and classes such as "document-summary" or "share-buttons".
LinePlace place_of(std::string_view element, HtmlAttributes attributes, LinePlace outer);

} // namespace delo
