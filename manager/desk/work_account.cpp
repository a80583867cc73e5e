// What the desk does on the network for one's own account: the second factor, and the key on paper
// and on sticks.
#include "manager/desk/work.h"

namespace bangtin::desk {

bool is_about_own_factor(Deed deed) {
  return deed == Deed::LoadFactor || deed == Deed::OfferFactor || deed == Deed::ConfirmFactor ||
         deed == Deed::DropFactor || deed == Deed::SaveFactorCodes;
}

bool is_about_own_key(Deed deed) {
  return deed == Deed::LookForKeyCopies || deed == Deed::ShowKeySheet ||
         deed == Deed::SaveKeyPaper || deed == Deed::SaveKeyCopy || deed == Deed::RecoverKey;
}

Status DeskWork::change_factor(const Request& request, Outcome& outcome) {
  FactorServer& server = server_.factor();
  switch (request.deed) {
    case Deed::OfferFactor:
      outcome.factor_offer = TRY(server.offer_second_factor(request.password));
      break;
    case Deed::ConfirmFactor:
      outcome.codes = TRY(server.confirm_second_factor(request.code)).codes;
      break;
    case Deed::DropFactor:
      TRY(server.drop_second_factor(request.password, request.code));
      break;
    case Deed::SaveFactorCodes:
      outcome.file = TRY(server.save_recovery_codes(request.login, request.codes));
      return {};
    default:
      break;
  }
  // Codes are told once: what is asked after them must not take them away.
  auto state = server.second_factor();
  if (state.ok()) outcome.factor = *state;
  return state.ok() || !outcome.codes.empty() ? Status{} : Status(state.error());
}

Status DeskWork::tend_own_key(const Request& request, Outcome& outcome) {
  KeyServer& server = server_.key_copies();
  switch (request.deed) {
    case Deed::ShowKeySheet:
      outcome.sheet = TRY(server.my_key_sheet(request.password));
      break;
    case Deed::SaveKeyPaper:
      outcome.file = TRY(server_.save_recovery(request.recovery));
      break;
    case Deed::SaveKeyCopy:
      outcome.file = TRY(server.save_key_copy(request.recovery, request.key_file));
      break;
    case Deed::RecoverKey:
      key_ = TRY(server.recover_key(request.sheet, request.key_file, request.password));
      break;
    default:
      outcome.key_places = server.look_for_key_copies();
      break;
  }
  return {};
}

}  // namespace bangtin::desk
