// What a form held before each of its person's steps, so that steps are taken back and forth again.
// Pure. Thread: any.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace bangtin::desk {

/// Steps of one form that can be taken back.
inline constexpr std::size_t kStepsMax = 100;
/// Forms whose steps are known at the same time.
inline constexpr std::size_t kPastsMax = 30;

/// A form has, in the namespace of its type: texts_of(form), its texts that letters are typed into,
/// as pairs of a name and a pointer; same_contents(a, b), whether the same is typed and chosen in
/// both; put_contents(form, from), which takes that from another and leaves what saving brings.
template <class Form>
struct Past {
  std::vector<Form> before, after;  ///< the nearest is the last
  std::string typed;  ///< the text whose letters the newest step takes in; empty: none
};

/// By the name of what is edited.
template <class Form>
using Pasts = std::map<std::string, Past<Form>>;

/// The one text in which two forms differ; nameless when they differ in something else too.
struct TypedText {
  std::string name, before, after;
};
template <class Form>
TypedText typed_text(Form a, Form b) {
  const auto from = texts_of(a);
  const auto to = texts_of(b);
  if (from.size() != to.size()) return {};
  TypedText typed;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (*from[i].second == *to[i].second) continue;
    if (!typed.name.empty()) return {};
    typed = {from[i].first, *from[i].second, *to[i].second};
    *to[i].second = *from[i].second;
  }
  return same_contents(a, b) ? typed : TypedText();
}

/// No more than letters: what was there is not replaced as a whole, and no words go away or come at
/// once. Those are steps of their own, so that the words can come back.
inline bool is_letters(const TypedText& typed) {
  constexpr std::ptrdiff_t kWordBytes = 24;
  const auto [from, to] = std::ranges::mismatch(typed.before, typed.after);
  const auto left = std::min(typed.before.end() - from, typed.after.end() - to);
  std::ptrdiff_t same_end = 0;
  while (same_end < left &&
         *(typed.before.end() - same_end - 1) == *(typed.after.end() - same_end - 1)) {
    ++same_end;
  }
  const std::string gone(from, typed.before.end() - same_end);
  const bool whole = !gone.empty() && gone.size() == typed.before.size();
  return !whole && gone.find_first_of(" \n") == gone.npos &&
         std::ptrdiff_t(gone.size()) <= kWordBytes &&
         typed.after.end() - same_end - to <= kWordBytes;
}

/// `after` is the form from now on: one step, or more letters of the text that was typed into last.
template <class Form>
void keep_past(Past<Form>& past, const Form& before, const Form& after) {
  if (same_contents(before, after)) return;
  past.after.clear();
  const TypedText typed = typed_text(before, after);
  const bool goes_on = !typed.name.empty() && typed.name == past.typed && !past.before.empty();
  if (goes_on && same_contents(past.before.back(), after)) {
    // Taken back in its field: a step back, which can be taken again.
    past.before.pop_back();
    past.after.push_back(before);
    past.typed.clear();
    return;
  }
  if (goes_on && is_letters(typed)) return;
  past.typed = typed.name;
  past.before.push_back(before);
  if (past.before.size() > kStepsMax) past.before.erase(past.before.begin());
}

/// One step back, or forth again; false when there is none.
template <class Form>
bool take_step(Past<Form>& past, Form& form, bool forth) {
  std::vector<Form>& from = forth ? past.after : past.before;
  if (from.empty()) return false;
  past.typed.clear();
  (forth ? past.before : past.after).push_back(form);
  put_contents(form, from.back());
  from.pop_back();
  return true;
}

/// The same of one of several forms. Of too many one of the others is forgotten.
template <class Form>
void keep_past(Pasts<Form>& pasts, const std::string& name, const Form& before, const Form& after) {
  if (same_contents(before, after)) return;
  if (pasts.size() >= kPastsMax && !pasts.contains(name)) pasts.erase(pasts.begin());
  keep_past(pasts[name], before, after);
}
/// What is typed from now on is a step of its own.
template <class Form>
void end_typing(Pasts<Form>& pasts, const std::string& name) {
  const auto past = pasts.find(name);
  if (past != pasts.end()) past->second.typed.clear();
}
/// Null when there is none.
template <class Form>
const Past<Form>* find_past(const Pasts<Form>& pasts, const std::string& name) {
  const auto found = pasts.find(name);
  return found == pasts.end() ? nullptr : &found->second;
}

}  // namespace bangtin::desk
