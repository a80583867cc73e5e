// The sentences of assets/lang: each in Vietnamese and in English, with the same places to fill.
// Thread: any; pure.
#pragma once

#include "tests/tidy/tree.h"

namespace bangtin::tidy {

/// Over the files of assets/lang: names other than AREA.vi.json and AREA.en.json, a file without
/// its twin, what does not parse as a flat object of texts, empty sentences, keys in one language
/// only or in two areas, and {placeholders} that differ.
std::vector<Breach> find_text_breaches(const std::vector<SourceFile>& files);

}  // namespace bangtin::tidy
