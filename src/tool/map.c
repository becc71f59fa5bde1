#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "base/error.h"
#include "draw/map-file.h"
#include "route/bpmn-tidy.h"
#include "route/map-tidy.h"
#include "tool/command.h"

/*
 * Route maps without a database: for scripts that keep maps in a repository,
 * and for those who bring theirs from another program.
 */

#define SOUND      0
#define UNSOUND    1
#define UNREADABLE 2

/* Larger maps are not published anyway. */
#define MAX_POINTS 10000

typedef struct
{
  KontorMap  *map;
  KontorBpmn *bpmn;
} Input;

static void
input_clear (Input *input)
{
  g_clear_object (&input->map);
  g_clear_object (&input->bpmn);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Input, input_clear)

static int
fail (const char *path, GError *error, int status)
{
  g_autofree char *words = kontor_error_describe (error);

  g_printerr ("kontor-admin map: %s: %s\n", path, words);
  g_error_free (error);
  return status;
}

static gboolean
open_input (const char *path, KontorBpmnView view, Input *input, GError **error)
{
  g_autoptr (GBytes) content = kontor_map_file_load (path, NULL, error);

  if (content == NULL)
    return FALSE;
  input->map = kontor_map_file_read (content, view, &input->bpmn, error);
  return input->map != NULL;
}

static void
print_problem (Input *input, const KontorMapProblem *problem)
{
  g_autoptr (GString) where = g_string_new (NULL);

  for (guint i = 0; problem->points != NULL && problem->points[i] != NULL; i++)
    {
      const KontorMapItem *point = kontor_map_find (input->map, KONTOR_MAP_POINT, problem->points[i]);
      const char *name = point != NULL ? kontor_map_item_get_text (point, "name") : "";

      g_string_append_printf (where, *name != '\0' ? "%s%s “%s”" : "%s%s", where->len > 0 ? ", " : "", problem->points[i], name);
    }
  for (char *c = where->str; *c != '\0'; c++)
    if ((guchar) *c < ' ')
      *c = ' ';
  for (char *c = problem->message; *c != '\0'; c++)
    if ((guchar) *c < ' ')
      *c = ' ';
  g_print (where->len > 0 ? "%s: %s [%s] [%s]\n" : "%s: %s [%s]\n",
           problem->severity == KONTOR_MAP_PROBLEM_ERROR ? _("error") : _("warning"), problem->message, problem->code, where->str);
}

static int
check (const char *path)
{
  g_auto (Input) input = { NULL, NULL };
  g_autoptr (GPtrArray) problems = NULL;
  GError *error = NULL;
  guint n_errors = 0;

  if (!open_input (path, KONTOR_BPMN_VIEW_RUN, &input, &error))
    return fail (path, error, UNREADABLE);
  if (input.bpmn == NULL && kontor_map_get_n_items (input.map, KONTOR_MAP_POINT) > MAX_POINTS)
    {
      g_print (_("%s: the map has more than %d points, which cannot be checked and published\n"), path, MAX_POINTS);
      return UNSOUND;
    }
  problems = input.bpmn != NULL ? kontor_bpmn_check (input.bpmn) : kontor_map_check (input.map);
  for (guint i = 0; i < problems->len; i++)
    {
      const KontorMapProblem *problem = g_ptr_array_index (problems, i);

      n_errors += problem->severity == KONTOR_MAP_PROBLEM_ERROR;
      print_problem (&input, problem);
    }
  if (n_errors == 0)
    g_print (_("%s: sound; %u points, %u lines\n"), path, kontor_map_get_n_items (input.map, KONTOR_MAP_POINT),
             kontor_map_get_n_items (input.map, KONTOR_MAP_FLOW));
  else
    g_print (g_dngettext (GETTEXT_PACKAGE, "%s: %u problem keeps it from running\n", "%s: %u problems keep it from running\n", n_errors),
             path, n_errors);
  return n_errors == 0 ? SOUND : UNSOUND;
}

/* A map that goes into a BPMN file is called as the file is. */
static char *
name_of (const char *path)
{
  char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return name;
}

static int
save (Input *input, const char *from, const char *to)
{
  g_autofree char *name = name_of (from);
  g_autoptr (GFile) file = g_file_new_for_path (to);
  g_autoptr (KontorMap) whole = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;
  KontorMapFormat format;

  kontor_map_format_from_name (to, &format);
  /* Our own form keeps the file inside, so that the way back to BPMN loses nothing. */
  if (format == KONTOR_MAP_FORMAT_JSON && input->bpmn != NULL)
    whole = kontor_bpmn_make_whole_map (input->bpmn);
  bytes = kontor_map_file_write (whole != NULL ? whole : input->map, input->bpmn, format, name, NULL, &error);
  if (bytes == NULL
      || !g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, FALSE,
                                   G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, &error))
    return fail (to, error, KONTOR_COMMAND_FAILED);
  return KONTOR_COMMAND_DONE;
}

/* What the other program will see of it, or what this one did not understand. */
static void
tell_findings (Input *input)
{
  GPtrArray *findings = input->bpmn != NULL ? kontor_bpmn_get_findings (input->bpmn) : NULL;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const KontorMapProblem *finding = g_ptr_array_index (findings, i);

      if (finding->severity == KONTOR_MAP_PROBLEM_ERROR)
        g_printerr ("kontor-admin map: %s\n", finding->message);
    }
}

static gboolean
tidy (Input *input, GError **error)
{
  if (kontor_map_get_n_items (input->map, KONTOR_MAP_POINT) > MAX_POINTS)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   _("The map has more than %d points; it cannot be laid out."), MAX_POINTS);
      return FALSE;
    }
  if (input->bpmn != NULL)
    {
      g_object_unref (input->map);
      input->map = kontor_bpmn_tidy (input->bpmn);
    }
  else
    {
      g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (input->map);

      kontor_map_tidy (edit);
    }
  return TRUE;
}

static int
work (const char *what, const char *from, const char *to)
{
  g_auto (Input) input = { NULL, NULL };
  gboolean lay_out = g_str_equal (what, "tidy");
  GError *error = NULL;
  KontorMapFormat format;

  if (!kontor_map_format_from_name (to, &format)
      || (g_str_equal (what, "picture") && (format == KONTOR_MAP_FORMAT_JSON || format == KONTOR_MAP_FORMAT_BPMN)))
    {
      g_printerr (g_str_equal (what, "picture")
                  ? _("kontor-admin map: the picture's name must end in .svg, .png or .pdf\n")
                  : _("kontor-admin map: the name of what is written must end in .bpmn, .json, .svg, .png or .pdf\n"));
      return KONTOR_COMMAND_MISUSED;
    }
  if (!open_input (from, lay_out ? KONTOR_BPMN_VIEW_WHOLE : KONTOR_BPMN_VIEW_RUN, &input, &error))
    return fail (from, error, UNREADABLE);
  tell_findings (&input);
  if (lay_out && !tidy (&input, &error))
    return fail (from, error, KONTOR_COMMAND_FAILED);
  return save (&input, from, to);
}

static int
run (int argc, char **argv)
{
  if (!kontor_command_parse (&kontor_command_map, &argc, &argv, "check FILE | convert|tidy|picture IN OUT", NULL, 2, 3))
    return KONTOR_COMMAND_MISUSED;
  if (g_str_equal (argv[1], "check") && argc == 3)
    return check (argv[2]);
  if ((g_str_equal (argv[1], "convert") || g_str_equal (argv[1], "tidy") || g_str_equal (argv[1], "picture")) && argc == 4)
    return work (argv[1], argv[2], argv[3]);
  g_printerr (_("kontor-admin map: say “check FILE”, “convert IN OUT”, “tidy IN OUT” or “picture IN OUT”\n"));
  return KONTOR_COMMAND_MISUSED;
}

const KontorCommand kontor_command_map = {
  "map", N_("Check, convert, lay out or draw a route map or a BPMN file, without a database"), run,
};
