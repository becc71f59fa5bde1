#include "config.h"

#include "db/sqlstate.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"
#include "db/server-message.h"

/*
 * SQLSTATE -> KontorError.  Where the server's rule has words for people
 * (KO001, our own checks) they are kept; where PostgreSQL's words are for
 * programmers they are replaced, and the name of the constraint or column goes
 * with them so that support can find the place.
 */

typedef struct
{
  /* A whole state, or the two characters of a class. */
  const char *state;
  KontorError code;
  /* NULL: the server's own message. */
  const char *words;
} State;

static const State states[] = {
  { "KO002", KONTOR_ERROR_OUTDATED, N_("This program is older than the database. Please update Kontor.") },
  { "KO", KONTOR_ERROR_CONSTRAINT, NULL },
  { "42501", KONTOR_ERROR_PERMISSION, N_("You do not have the right to do this.") },
  { "25006", KONTOR_ERROR_PERMISSION, N_("The server only lets itself be read at the moment (it is a standby, or set to read-only). Nothing was changed.") },
  { "53100", KONTOR_ERROR_FAILED, N_("The server's disk is full. Nothing was changed; tell your administrator.") },
  { "53200", KONTOR_ERROR_FAILED, N_("The server has run out of memory. Nothing was changed; try again later.") },
  { "53300", KONTOR_ERROR_CONNECTION, N_("The server has no free place for another connection.") },
  { "57014", KONTOR_ERROR_FAILED, N_("The server gave up: this took too long. Narrow down what is asked for.") },
  { "55P03", KONTOR_ERROR_BUSY, N_("Somebody else is writing this just now. Try again in a moment.") },
  { "40001", KONTOR_ERROR_BUSY, N_("Two changes crossed each other. Try again.") },
  { "40P01", KONTOR_ERROR_BUSY, N_("Two changes waited for each other. Try again.") },
  { "57P01", KONTOR_ERROR_CONNECTION, N_("The server is shutting down.") },
  { "57P02", KONTOR_ERROR_CONNECTION, N_("The server had to restart.") },
  { "57P03", KONTOR_ERROR_CONNECTION, N_("The server is starting up.") },
  { "08", KONTOR_ERROR_CONNECTION, N_("The connection to the server was lost.") },
  { "28", KONTOR_ERROR_PASSWORD, N_("The server refused the name or the password.") },
  { "3D000", KONTOR_ERROR_NOT_FOUND, N_("The server has no such database.") },
  { "3F000", KONTOR_ERROR_OUTDATED, N_("This database has no Kontor in it.") },
  { "42P01", KONTOR_ERROR_OUTDATED, N_("The program and the database do not fit together.") },
  { "42883", KONTOR_ERROR_OUTDATED, N_("The program and the database do not fit together.") },
  { "42703", KONTOR_ERROR_OUTDATED, N_("The program and the database do not fit together.") },
  { "22001", KONTOR_ERROR_INVALID, N_("A text is too long.") },
  { "22003", KONTOR_ERROR_INVALID, N_("A number is too large.") },
  { "22007", KONTOR_ERROR_INVALID, N_("This is not a date.") },
  { "22008", KONTOR_ERROR_INVALID, N_("There is no such date.") },
  { "22021", KONTOR_ERROR_INVALID, N_("The text has characters that cannot be stored.") },
  { "22P05", KONTOR_ERROR_INVALID, N_("The text has characters that cannot be stored.") },
  { "22", KONTOR_ERROR_INVALID, N_("A value cannot be understood.") },
};

static const State *
find_state (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (g_str_has_prefix (state, states[i].state))
        return &states[i];
    }

  return NULL;
}

/* "deal_probability_check" -> what the form calls the column; else as it is. */
static const char *
name_constraint (const char *table, const char *constraint)
{
  static const char * const ends[] = { "_check", "_key", "_fkey" };
  g_autofree char *column = NULL;
  const char *name;

  if (table == NULL || !g_str_has_prefix (constraint, table) || constraint[strlen (table)] != '_')
    return constraint;

  column = g_strdup (constraint + strlen (table) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (column, ends[i]))
      {
        column[strlen (column) - strlen (ends[i])] = '\0';
        break;
      }
  name = kontor_server_message_name (KONTOR_SERVER_WORD_FIELD, table, column);
  return name != NULL ? name : constraint;
}

static char *
word_constraint (const PGresult *result, const char *state)
{
  const char *constraint = PQresultErrorField (result, PG_DIAG_CONSTRAINT_NAME);
  const char *column = PQresultErrorField (result, PG_DIAG_COLUMN_NAME);
  const char *table = PQresultErrorField (result, PG_DIAG_TABLE_NAME);
  const char *label = kontor_server_message_name (KONTOR_SERVER_WORD_FIELD, table, column);
  const char *name;

  if (label != NULL)
    column = label;
  name = constraint != NULL ? name_constraint (table, constraint) : column != NULL ? column : table != NULL ? table : state;

  if (g_str_equal (state, "23502"))
    return g_strdup_printf (_("“%s” must not be empty."), column != NULL ? column : name);
  if (g_str_equal (state, "23505"))
    return g_strdup_printf (_("The same is there already (%s)."), name);
  if (g_str_equal (state, "23503"))
    return g_strdup_printf (_("Something else refers to this, or what this refers to is gone (%s)."), name);

  return g_strdup_printf (_("The value does not fit the rule for it (%s)."), name);
}

/* Whether a function of ours said it with RAISE, and not the server itself, in
 * whatever language. */
static gboolean
is_raised (const PGresult *result)
{
  return g_strcmp0 (PQresultErrorField (result, PG_DIAG_SOURCE_FUNCTION), "exec_stmt_raise") == 0;
}

GError *
kontor_sqlstate_to_error (const PGresult *result)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char *said = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);
  g_autofree char *message = kontor_server_message_translate (said);
  const State *found;

  /* libpq's own failures have no state: the socket broke. */
  if (state == NULL)
    return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_CONNECTION, _("The connection to the server was lost."));

  if (g_str_has_prefix (state, "23"))
    {
      g_autofree char *words = word_constraint (result, state);

      return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_CONSTRAINT, words);
    }

  found = find_state (state);
  if (found == NULL)
    return g_error_new (KONTOR_ERROR, KONTOR_ERROR_FAILED, "%s (%s)", message != NULL ? message : "", state);
  if (found->words == NULL)
    return g_error_new_literal (KONTOR_ERROR, found->code, message != NULL && *message != '\0' ? message : state);

  if (said != NULL)
    g_debug ("%s: %s", state, said);
  /* Our own refusals say more than PostgreSQL's, which name tables. */
  if (found->code == KONTOR_ERROR_PERMISSION && g_str_equal (state, "42501") && is_raised (result))
    return g_error_new_literal (KONTOR_ERROR, found->code, *message != '\0' ? message : _(found->words));
  if (found->code == KONTOR_ERROR_OUTDATED || g_str_has_prefix (state, "22"))
    return g_error_new (KONTOR_ERROR, found->code, "%s (%s)", _(found->words), message != NULL ? message : state);

  return g_error_new_literal (KONTOR_ERROR, found->code, _(found->words));
}

gboolean
kontor_sqlstate_is_loss (const char *state)
{
  return state == NULL || g_str_has_prefix (state, "08") || g_str_has_prefix (state, "57P");
}
