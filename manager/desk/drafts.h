// The form of an item: from the server's record and to content, and as JSON for the journal
// (unsaved.h). Pure. Thread: any.
#pragma once

#include <string>

#include "manager/desk/state.h"
#include "shared/base/json.h"

namespace bangtin::desk {

Json draft_json(const ItemForm& form);

/// What earlier releases did not have yet may be missing. Errors: invalid.
Result<ItemForm> draft_from(const Json& json);

/// The content that a form stands for; `problems` gets what is wrong with times and numbers as
/// typed, and what validate() says.
ItemContent content_of(const ItemForm& form, const CommuneRecord& commune,
                       std::vector<Problem>& problems);

/// Whether a form of this kind gathers pictures.
bool takes_pictures(ItemKind kind);

/// The pages of a document that the server has, into a form that has room for them.
void take_pages(ItemForm& form, const std::vector<Media>& pages);

/// The form of an item as the server has it.
ItemForm form_of(const ItemRecord& item, int utc_offset_minutes);

/// 17:00 of the day so many days later, as it is typed.
std::string evening_text(Instant now, int days, int utc_offset_minutes);
/// Of a BCP 47 tag in the list of languages; the last, "another", for one that is not there.
int language_index(std::string_view tag);

/// A new item's form with what is usual: this commune, from now until a week later 17:00.
ItemForm new_form(const std::string& draft, const CommuneRecord& commune, Instant now);

}  // namespace bangtin::desk
