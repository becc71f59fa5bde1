#include "config.h"

#include <string.h>

#include "base/text.h"
#include "model/entities/bookkeeping.h"
#include "model/record.h"

/* A new colleague's login is their first name, as most offices do it; it may be typed over. */
static void
compute (KontorRecord *record, const char *changed)
{
  g_autofree char *folded = NULL;
  g_autofree char *login = NULL;

  if (!g_str_equal (changed, "name") || kontor_record_get_version (record) > 0 || kontor_record_get (record, "login") != NULL)
    return;
  folded = kontor_text_fold (kontor_record_get (record, "name"));
  login = g_strndup (folded, strcspn (folded, " "));
  if (g_ascii_islower (login[0]) && strspn (login, "abcdefghijklmnopqrstuvwxyz0123456789") == strlen (login))
    kontor_record_set (record, "login", login);
}

static const KontorChoice roles[] = {
  { "seller", N_("Seller") },
  { "head", N_("Head of team") },
  { "administrator", N_("Administrator") },
  { NULL }
};

/* The login, the role and whether they work here are also a login of the server, which
 * the database keeps in step. */
static const KontorField fields[] = {
  { .name = "name", .label = N_("Full name"), .kind = KONTOR_FIELD_TEXT, .width = 220, .group = N_("Employee"),
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "position", .label = N_("Position"), .kind = KONTOR_FIELD_TEXT, .width = 180,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("As it stands on offers: “Sales manager”") },
  { .name = "team_id", .label = N_("Team"), .kind = KONTOR_FIELD_LINK, .target = "team", .width = 140,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "phone", .label = N_("Phone"), .kind = KONTOR_FIELD_PHONE, .width = 150, .group = N_("Contact"),
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "email", .label = N_("E-mail"), .kind = KONTOR_FIELD_EMAIL, .width = 200,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "login", .label = N_("Login"), .kind = KONTOR_FIELD_TEXT, .width = 110, .group = N_("Access"),
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY | KONTOR_FIELD_FLAG_GIVEN,
    .hint = N_("The name to sign in with: small Latin letters and digits") },
  { .name = "role", .label = N_("Role"), .kind = KONTOR_FIELD_CHOICE, .choices = roles, .width = 130,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST,
    .hint = N_("A seller sees their own clients, a head those of the team, an administrator all") },
  { .name = "password_set_at", .label = N_("Password set"), .kind = KONTOR_FIELD_MOMENT, .width = 150,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "active", .label = N_("Active"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "t", .width = 90,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_GIVEN },
  { .name = "successor_id", .label = N_("Clients go to"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 150,
    .hint = N_("Who takes over clients, deals and tasks when this colleague leaves") },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_employee = {
  .name = "employee",
  .label = N_("Employee"),
  .plural = N_("Employees"),
  .icon = "avatar-default-symbolic",
  .title = "name",
  .subtitle = "position",
  .order = "name",
  .flags = KONTOR_ENTITY_FLAG_DIRECTORY,
  .fields = fields,
  .compute = compute,
};
