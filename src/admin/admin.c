#include "config.h"

#include "admin/admin.h"

#include "admin/administration-page.h"
#include "admin/directories-page.h"
#include "admin/distribution-rule-card.h"
#include "admin/distribution-rules-page.h"
#include "admin/history-page.h"
#include "admin/import-page.h"
#include "admin/redistribute.h"
#include "admin/start-rule-card.h"
#include "admin/start-rules-page.h"

void
kontor_admin_register (void)
{
  kontor_desk_register_page ("administration", kontor_administration_page_new);
  kontor_desk_register_page ("directories", kontor_directories_page_new);
  kontor_desk_register_page ("distribution-rules", kontor_distribution_rules_page_new);
  kontor_desk_register_page ("history", kontor_history_page_new);
  kontor_desk_register_page ("import", kontor_import_page_new);
  kontor_desk_register_page ("start-rules", kontor_start_rules_page_new);
  kontor_desk_register_card ("distribution_rule", kontor_distribution_rule_card_new);
  kontor_desk_register_card ("start_rule", kontor_start_rule_card_new);
  kontor_redistribute_register ();
}
