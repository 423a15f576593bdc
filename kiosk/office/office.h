// The office's database: which terminals are enrolled, which folders came, and their cells. The same tables and the
// same answers in a file and on a server.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "kiosk/feedback/results.h"
#include "platform/sign/keys.h"
#include "platform/store/sql.h"

namespace balai {

// Opens and brings the tables up to date. Trouble::Newer when a newer program has been here.
Result<std::unique_ptr<Sql>> open_office(const std::string& address);

struct EnrolledTerminal {
    std::string id;
    std::string village;  // for people; the id when nobody said
    PublicKey key;
};
// The same again changes nothing, another village name is taken over, another key is Trouble::Damaged: a terminal with
// a new key is a new terminal.
Result<void> enrol(Sql& office, const EnrolledTerminal& terminal);
Result<std::map<std::string, EnrolledTerminal>> terminals(Sql& office);

// Runs `work` in one transaction, and again when somebody else was in the way.
Result<void> in_transaction(Sql& office, const std::function<Result<void>()>& work);

}  // namespace balai
