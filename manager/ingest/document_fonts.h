// The letters for what a PDF writes in a font that it does not hold: those of Liberation, as wide
// as Times New Roman, Arial and Courier New and with all Vietnamese letters, wherever the document
// is opened. Only for the worker. Thread: one.
#pragma once

#include <string_view>
#include <vector>

#include "manager/ingest/sandbox.h"

namespace bangtin {

/// From here on poppler chooses among these fonts alone. What it will open of them; none where the
/// fonts are not installed.
std::vector<ReadyFile> start_document_fonts();

/// True of a font that the house's letters stand for without a difference that a reader sees.
/// `name` is as the PDF has it, "TimesNewRomanPS-BoldMT".
bool has_twin_font(std::string_view name);

}  // namespace bangtin
