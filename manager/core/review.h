// What an approver looks at before an item goes up, and what a program can point out to him.
// Pure. Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/model/content.h"

namespace bangtin {

/// What only a person can judge. Source of the list: docs/PROTOCOL.md, approval.
enum class ReviewCheck {
  Source,        ///< who says so, and may it be said
  Dates,         ///< days, hours, places
  Names,         ///< names and titles
  Maps,          ///< a map shows Hoàng Sa and Trường Sa
  PersonalData,  ///< nobody's private data
};
std::string_view name_of(ReviewCheck check);
bool from_name(std::string_view name, ReviewCheck& out);

/// In the order in which they are asked.
std::vector<ReviewCheck> all_checks();

/// Those that this content calls for, in the order in which they are asked: maps only where there
/// are pictures.
std::vector<ReviewCheck> checks_for(const ItemContent& content);

/// Something that looks like a person's own data. It may be right to show it: a hotline is a phone
/// number too.
struct PersonalData {
  enum class Kind { IdNumber, PhoneNumber, BirthDate };
  Kind kind = Kind::IdNumber;
  std::string text;  ///< as it stands there
  bool operator==(const PersonalData&) const = default;
};

std::string_view name_of(PersonalData::Kind kind);

/// In order of their places: numbers of 12 digits (căn cước; in groups only with a leading 0, as
/// "079 123 456 789": sums of money have groups too), phone numbers of Vietnam, dates of birth.
/// `text` is NFC.
std::vector<PersonalData> personal_data_in(std::string_view text);
/// In the title, the body and the stories.
std::vector<PersonalData> personal_data_in(const ItemContent& content);

/// Key of assets/lang/review.*.json.
std::string key_of(ReviewCheck check);
std::string key_of(PersonalData::Kind kind);

/// Words may stand in its pictures and in pages of documents, where nothing here reads them: a
/// person has to ("review.text_in_pictures").
bool has_unread_pictures(const ItemContent& content);

}  // namespace bangtin
