// Templates: what a commune writes again and again, begun with words of its own (template.*), whose
// gaps stand in square brackets. Pure. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "manager/desk/state.h"

namespace bangtin::desk {

/// As they stand in a list; the first is the empty one.
std::vector<std::string> template_names();

/// Which of template_names() a new form still is, word for word; nothing once something of one's
/// own is in it, which a template would take away.
std::optional<int> template_of(const ItemForm& form);

/// Begins the form anew from one of template_names(): kind, category, words, language and end. What
/// else was filled in stays.
void begin_from_template(ItemForm& form, int chosen, Instant now, int utc_offset_minutes);

/// The field, "title" or "body", in which a gap of a template is left; empty: none.
std::string_view field_with_gap(const ItemForm& form);

}  // namespace bangtin::desk
