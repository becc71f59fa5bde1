#include "config.h"

#include "reports/step-report.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/moment.h"
#include "kit/link-picker.h"
#include "model/condition.h"

struct _KontorStepReport
{
  KontorReportPage parent_instance;

  /* The one that is asked for, NULL: all. */
  KontorLinkPicker *map;
};

G_DEFINE_FINAL_TYPE (KontorStepReport, kontor_step_report, KONTOR_TYPE_REPORT_PAGE)

/* Done after its time, or not done although its time is over. */
#define IS_LATE \
  "{\"any\":[{\"field\":\"done_at\",\"above_field\":\"due_at\"}," \
  "{\"all\":[{\"field\":\"done_at\",\"empty\":true},{\"field\":\"due_at\",\"within\":\"overdue\"}]}]}"
#define IS_OF_PROCESS "{\"field\":\"process_id\",\"empty\":false}"

static double
percent (gint64 part, gint64 whole)
{
  return whole > 0 ? 100.0 * (double) part / (double) whole : 0;
}

/* What is shown ----------------------------------------------------------------------------- */

static gint64
get_number (KontorResult *rows, guint row, const char *column)
{
  return kontor_result_get_integer (rows, row, kontor_result_find_column (rows, column));
}

/* "41 of 312, late by 5 h on average, 3 passed over" */
static char *
describe_manager (gint64 late, gint64 steps, gint64 delay_hours, gint64 passed_over)
{
  /* Translators: late steps of all steps */
  g_autofree char *share = g_strdup_printf (_("%" PRId64 " of %" PRId64), late, steps);
  GString *words = g_string_new (share);

  if (late > 0 && delay_hours >= 48)
    g_string_append_printf (words, g_dngettext (NULL, ", by %d day on average", ", by %d days on average", (gulong) (delay_hours / 24)),
                            (int) (delay_hours / 24));
  else if (late > 0)
    g_string_append_printf (words, g_dngettext (NULL, ", by %d hour on average", ", by %d hours on average", (gulong) delay_hours),
                            (int) delay_hours);
  if (passed_over > 0)
    g_string_append_printf (words, g_dngettext (NULL, ", %d passed over", ", %d passed over", (gulong) passed_over), (int) passed_over);
  return g_string_free (words, FALSE);
}

static void
show_summary (KontorReportPage *page, gint64 steps, gint64 late, gint64 waiting, gint64 passed_over)
{
  g_autofree char *words = NULL;

  if (steps + passed_over == 0)
    words = g_strdup (_("No step was to be done in this time."));
  else
    /* Translators: numbers of steps; the second is a share of the first, the third is part of the second */
    words = g_strdup_printf (_("%d steps, %.0f %% of them late (%d still not done), %d passed over"),
                             (int) steps, percent (late, steps), (int) waiting, (int) passed_over);
  kontor_report_page_set_summary (page, words);
}

static void
fill_managers (KontorReportPage *page, guint section, KontorResult *rows)
{
  gint64 all_steps = 0, all_late = 0, all_waiting = 0, all_passed_over = 0;

  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    {
      const char *name = kontor_result_get_by_name (rows, i, "name");
      gint64 steps = get_number (rows, i, "steps"), late = get_number (rows, i, "late");
      gint64 passed_over = get_number (rows, i, "passed_over");
      g_autofree char *text = g_strdup_printf (_("%.0f %%"), percent (late, steps));
      g_autofree char *detail = describe_manager (late, steps, get_number (rows, i, "delay_hours"), passed_over);

      kontor_report_page_add_entry (page, section, kontor_result_get (rows, i, 0), name != NULL && *name != '\0' ? name : _("Nobody"),
                                    percent (late, steps), text, detail);
      all_steps += steps;
      all_late += late;
      all_waiting += get_number (rows, i, "waiting");
      all_passed_over += passed_over;
    }
  show_summary (page, all_steps, all_late, all_waiting, all_passed_over);
}

static void
fill_steps (KontorReportPage *page, guint section, KontorResult *rows)
{
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    {
      gint64 steps = get_number (rows, i, "steps"), late = get_number (rows, i, "late");
      g_autofree char *text = g_strdup_printf ("%" PRId64, late);
      g_autofree char *share = g_strdup_printf (_("%" PRId64 " of %" PRId64), late, steps);
      const char *map = kontor_result_get_by_name (rows, i, "map");
      g_autofree char *detail = map != NULL && *map != '\0' ? g_strdup_printf ("%s · %s", share, map) : g_strdup (share);

      kontor_report_page_add_entry (page, section, kontor_result_get_by_name (rows, i, "condition"),
                                    kontor_result_get_by_name (rows, i, "name"), (double) late, text, detail);
    }
}

static void
fill_passed_over (KontorReportPage *page, guint section, KontorResult *rows)
{
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    {
      gboolean is_moved = g_strcmp0 (kontor_result_get_by_name (rows, i, "action"), "moved") == 0;
      const char *reason = kontor_result_get_by_name (rows, i, "reason");
      /* Translators: a step and its process */
      g_autofree char *label = g_strdup_printf (_("%s – %s"), kontor_result_get_by_name (rows, i, "step"),
                                                kontor_result_get_by_name (rows, i, "process"));
      g_autofree char *who = g_strdup_printf (is_moved ? _("Moved by %s") : _("Skipped by %s"), kontor_result_get_by_name (rows, i, "author"));
      g_autofree char *detail = reason != NULL && *reason != '\0' ? g_strdup_printf (_("%s: %s"), who, reason) : g_strdup (who);
      g_autofree char *at = kontor_moment_format (kontor_result_get_by_name (rows, i, "at"));

      kontor_report_page_add_entry (page, section, kontor_result_get (rows, i, 0), label, 0, at, detail);
    }
}

/* What is behind a bar -------------------------------------------------------------------------- */

/* Tasks that are late, with what else they have in common. */
static void
open_late (KontorReportPage *page, const char *further, const char *title)
{
  KontorStepReport *self = KONTOR_STEP_REPORT (page);
  const char *map = kontor_link_picker_get_identifier (self->map);
  g_autofree char *done = kontor_report_page_within (page, "done_at");
  g_autofree char *due = kontor_report_page_within (page, "due_at");
  g_autofree char *of_map = map != NULL ? g_strdup_printf (",{\"field\":\"process_id.map_id\",\"is\":\"%s\"}", map) : g_strdup ("");
  g_autofree char *condition = g_strdup_printf (
    "{\"all\":[" IS_OF_PROCESS "," IS_LATE ",{\"any\":[{\"all\":[%s]},{\"all\":[{\"field\":\"done_at\",\"empty\":true},%s]}]},"
    "{\"field\":\"state\",\"is_not\":\"cancelled\"},%s%s]}", done, due, further, of_map);

  if (map != NULL)
    kontor_condition_remember_title (map, kontor_link_picker_get_label (self->map));
  kontor_desk_open_list (kontor_page_get_desk (KONTOR_PAGE (page)), "task", condition, title);
}

static void
open_manager (KontorReportPage *page, const char *key)
{
  g_autofree char *manager = kontor_report_page_linked ("manager_id", key);

  open_late (page, manager, _("Late steps of the manager"));
}

static void
open_step (KontorReportPage *page, const char *key)
{
  g_autofree char *inner = g_strdup_printf ("{\"all\":%s}", key);

  open_late (page, inner, _("The step, where it was late"));
}

static void
open_process (KontorReportPage *page, const char *key)
{
  kontor_desk_open_record (kontor_page_get_desk (KONTOR_PAGE (page)), "process", key);
}

/* The page ---------------------------------------------------------------------------------------- */

static const KontorReportSection by_manager = {
  N_("Late by manager"), N_("No step was to be done in this time."), "steps-by-manager", 1, fill_managers, open_manager
};
static const KontorReportSection by_point = {
  N_("What is late most often"), N_("No step was late in this time."), "steps-by-point", 1, fill_steps, open_step
};
static const KontorReportSection passed_over = {
  N_("Passed over"), N_("No step was skipped and no process moved by hand in this time."), "steps-passed-over", -1,
  fill_passed_over, open_process
};

static void
map_picked_cb (KontorReportPage *page, KontorLinkPicker *picker)
{
  kontor_report_page_set_parameter (page, kontor_link_picker_get_identifier (picker));
}

static void
kontor_step_report_class_init (KontorStepReportClass *klass)
{
  KONTOR_REPORT_PAGE_CLASS (klass)->entity = "task";
  KONTOR_REPORT_PAGE_CLASS (klass)->has_parameter = TRUE;
}

static void
kontor_step_report_init (KontorStepReport *self)
{
  KontorReportPage *page = KONTOR_REPORT_PAGE (self);
  GtkWidget *map = kontor_link_picker_new ("route_map");

  self->map = KONTOR_LINK_PICKER (map);
  kontor_link_picker_set_placeholder (self->map, _("All route maps"));
  g_object_set (map, "can-create", FALSE, "width-request", 200, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (map), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Route map"), -1);
  g_signal_connect_swapped (map, "picked", G_CALLBACK (map_picked_cb), self);
  kontor_report_page_add_choice (page, map);
  kontor_report_page_set_heading (page, _("Late and skipped steps"));
  kontor_report_page_add_section (page, 0, &by_manager);
  kontor_report_page_add_section (page, 1, &by_point);
  kontor_report_page_add_section (page, 1, &passed_over);
}

KontorPage *
kontor_step_report_new (KontorDesk *desk, const char *argument)
{
  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);

  return g_object_new (KONTOR_TYPE_STEP_REPORT,
                       "desk", desk,
                       "title", _("Late and skipped steps"),
                       "icon-name", "kontor-reports-symbolic",
                       "key", "page:step-report",
                       "address", "win.open-page(('step-report', ''))",
                       NULL);
}
