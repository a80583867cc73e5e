// The form of an item as past.h wants it: what of it a person typed and chose. Pure. Thread: any.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "manager/desk/state.h"

namespace bangtin::desk {

std::vector<std::pair<std::string, std::string*>> texts_of(ItemForm& form);
/// A path of a picture that is still being typed does not count, nor does what is told of the form.
bool same_contents(const ItemForm& a, const ItemForm& b);
void put_contents(ItemForm& form, const ItemForm& from);
/// The label of the field in which they differ; empty: of several, or of none.
std::string difference(const ItemForm& a, const ItemForm& b);

}  // namespace bangtin::desk
