// The texts and choices of an item's form, for what goes over all of them. Thread: any.
#pragma once

#include <string>

#include "manager/desk/state.h"

namespace bangtin::desk {

struct TextMember {
  const char* name;  ///< in the journal, and of its label, "desk.field.NAME"
  std::string ItemForm::*member;
};
inline constexpr TextMember kTextMembers[] = {{"title", &ItemForm::title},
                                              {"body", &ItemForm::body},
                                              {"agency", &ItemForm::agency},
                                              {"source", &ItemForm::source},
                                              {"document_number", &ItemForm::document_number},
                                              {"valid_from", &ItemForm::valid_from},
                                              {"valid_until", &ItemForm::valid_until},
                                              {"picture_seconds", &ItemForm::picture_seconds}};

struct ChoiceMember {
  const char* name;  ///< the same
  int ItemForm::*member;
  int max;  ///< the last of the list
};
inline constexpr ChoiceMember kChoiceMembers[] = {{"kind", &ItemForm::kind, int(ItemKind::News)},
                                                  {"category", &ItemForm::category, 8},
                                                  {"language", &ItemForm::language, 4},
                                                  {"origin", &ItemForm::origin, 2},
                                                  {"priority", &ItemForm::priority, 2}};

}  // namespace bangtin::desk
