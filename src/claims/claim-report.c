#include "config.h"

#include "claims/claim-report.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/error.h"
#include "base/moment.h"
#include "kit/chart-view.h"
#include "kit/fold-box.h"

/* News comes in bursts; the figures are read once after each. */
#define SETTLE_MILLISECONDS 400

typedef struct
{
  GtkStack        *stack;
  KontorChartView *chart;
  /* What each bar stands for: an id, or the first day of a month. */
  GPtrArray       *keys;
} Section;

enum { BY_MONTH, BY_MANAGER, BY_REASON, N_SECTIONS };

struct _KontorClaimReport
{
  KontorPage    parent_instance;

  GtkDropDown  *period;
  GtkLabel     *summary;
  Section       sections[N_SECTIONS];
  char         *first;
  char         *last;
  guint         n_running;
  guint         reload;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorClaimReport, kontor_claim_report, KONTOR_TYPE_PAGE)

static const char * const periods[] = { N_("This month"), N_("Last month"), N_("This quarter"), N_("This year"), N_("The last 12 months"), NULL };

static const char * const queries[N_SECTIONS] = { "claims-by-month", "claims-by-manager", "claims-by-reason" };

static void
choose_days (KontorClaimReport *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int year = g_date_time_get_year (now), month = g_date_time_get_month (now);
  g_autoptr (GDateTime) this_month = g_date_time_new_local (year, month, 1, 0, 0, 0);
  g_autoptr (GDateTime) begin = NULL;
  g_autoptr (GDateTime) end = g_date_time_ref (now);

  switch (gtk_drop_down_get_selected (self->period))
    {
    case 0:
      begin = g_date_time_ref (this_month);
      break;
    case 1:
      begin = g_date_time_add_months (this_month, -1);
      g_date_time_unref (end);
      end = g_date_time_add_days (this_month, -1);
      break;
    case 2:
      begin = g_date_time_new_local (year, (month - 1) / 3 * 3 + 1, 1, 0, 0, 0);
      break;
    case 3:
      begin = g_date_time_new_local (year, 1, 1, 0, 0, 0);
      break;
    default:
      begin = g_date_time_add_months (this_month, -11);
    }
  g_free (self->first);
  g_free (self->last);
  self->first = g_date_time_format (begin, "%Y-%m-%d");
  self->last = g_date_time_format (end, "%Y-%m-%d");
}

/* What is shown ----------------------------------------------------------------------------- */

static double
percent (gint64 satisfied, gint64 closed)
{
  return closed > 0 ? 100.0 * satisfied / closed : 0;
}

static void
show_summary (KontorClaimReport *self, gint64 satisfied, gint64 closed)
{
  g_autofree char *words = NULL;

  if (closed > 0)
    /* Translators: a share, and the two numbers it is made of */
    words = g_strdup_printf (_("%.0f %% satisfied: %" PRId64 " of %" PRId64 " closed claims"), percent (satisfied, closed), satisfied, closed);
  else
    words = g_strdup (_("No claim was closed in this time."));
  gtk_label_set_text (self->summary, words);
}

static void
fill_shares (KontorClaimReport *self, int which, KontorResult *rows)
{
  Section *section = &self->sections[which];
  guint n_rows = kontor_result_get_n_rows (rows);
  g_autofree KontorChartDatum *data = g_new0 (KontorChartDatum, MAX (n_rows, 1));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gint64 all_closed = 0, all_satisfied = 0;

  for (guint i = 0; i < n_rows; i++)
    {
      const char *key = kontor_result_get (rows, i, 0);
      gint64 closed = kontor_result_get_integer (rows, i, kontor_result_find_column (rows, "closed"));
      gint64 satisfied = kontor_result_get_integer (rows, i, kontor_result_find_column (rows, "satisfied"));
      char *label, *text, *detail;

      if (which == BY_MONTH)
        {
          g_autoptr (GDateTime) month = kontor_moment_parse (key);

          label = g_date_time_format (month, "%B %Y");
        }
      else
        {
          const char *name = kontor_result_get_by_name (rows, i, "name");

          label = g_strdup (name != NULL && *name != '\0' ? name : _("Nobody"));
        }
      text = g_strdup_printf (_("%.0f %%"), percent (satisfied, closed));
      /* Translators: satisfied claims of all that were closed */
      detail = g_strdup_printf (_("%" PRId64 " of %" PRId64), satisfied, closed);
      g_ptr_array_add (texts, label);
      g_ptr_array_add (texts, text);
      g_ptr_array_add (texts, detail);
      data[i] = (KontorChartDatum) { label, percent (satisfied, closed), text, detail };
      g_ptr_array_add (section->keys, g_strdup (key));
      all_closed += closed;
      all_satisfied += satisfied;
    }
  kontor_chart_view_set_data (section->chart, data, n_rows);
  if (which == BY_MONTH)
    show_summary (self, all_satisfied, all_closed);
}

static void
fill_reasons (KontorClaimReport *self, KontorResult *rows)
{
  Section *section = &self->sections[BY_REASON];
  guint n_rows = kontor_result_get_n_rows (rows);
  g_autofree KontorChartDatum *data = g_new0 (KontorChartDatum, MAX (n_rows, 1));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gint64 total = 0;

  for (guint i = 0; i < n_rows; i++)
    total += kontor_result_get_integer (rows, i, 2);
  for (guint i = 0; i < n_rows; i++)
    {
      const char *name = kontor_result_get (rows, i, 1);
      gint64 claims = kontor_result_get_integer (rows, i, 2);
      char *text = g_strdup_printf ("%" PRId64, claims);
      char *detail = g_strdup_printf (_("%.0f %%"), percent (claims, total));

      g_ptr_array_add (texts, text);
      g_ptr_array_add (texts, detail);
      data[i] = (KontorChartDatum) { name != NULL && *name != '\0' ? name : _("No reason given"), (double) claims, text, detail };
      g_ptr_array_add (section->keys, g_strdup (kontor_result_get (rows, i, 0)));
    }
  kontor_chart_view_set_data (section->chart, data, n_rows);
}

static void
fill (KontorClaimReport *self, int which, KontorResult *rows)
{
  Section *section = &self->sections[which];

  g_ptr_array_set_size (section->keys, 0);
  if (which == BY_REASON)
    fill_reasons (self, rows);
  else
    fill_shares (self, which, rows);
  gtk_stack_set_visible_child_name (section->stack, kontor_result_get_n_rows (rows) > 0 ? "chart" : "empty");
}

/* Reading ------------------------------------------------------------------------------------ */

typedef struct
{
  KontorClaimReport *self;
  GCancellable      *cancellable;
  int                which;
} Reading;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (KontorClaimReport) self = reading->self;
  g_autoptr (GCancellable) cancellable = reading->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  /* A later choice of the period came in between. */
  if (g_cancellable_is_cancelled (cancellable))
    return;
  if (--self->n_running == 0)
    kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (rows != NULL)
    fill (self, reading->which, rows);
  else
    kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The figures could not be read"));
}

static void
kontor_claim_report_refresh (KontorPage *page)
{
  KontorClaimReport *self = KONTOR_CLAIM_REPORT (page);
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (page));
  const char *params[2];

  if (database == NULL)
    return;
  choose_days (self);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  params[0] = self->first;
  params[1] = self->last;
  self->n_running = N_SECTIONS;
  kontor_page_set_loading (page, TRUE);
  for (int i = 0; i < N_SECTIONS; i++)
    {
      Reading *reading = g_new (Reading, 1);

      *reading = (Reading) { g_object_ref (self), g_object_ref (self->cancellable), i };
      kontor_database_query_async (database, KONTOR_LANE_BACK, queries[i], params, G_N_ELEMENTS (params), self->cancellable,
                                   read_cb, reading);
    }
}

static gboolean
reload_cb (gpointer user_data)
{
  KontorClaimReport *self = user_data;

  self->reload = 0;
  kontor_claim_report_refresh (KONTOR_PAGE (self));
  return G_SOURCE_REMOVE;
}

static void
news_cb (KontorClaimReport *self, const char *entity, const char *id, const char *action)
{
  if (g_strcmp0 (entity, "claim") == 0 && self->reload == 0)
    self->reload = g_timeout_add (SETTLE_MILLISECONDS, reload_cb, self);
}

/* The rows behind a bar ------------------------------------------------------------------------ */

static char *
condition_of_period (const char *field, const char *first, const char *last, const char *further)
{
  return g_strdup_printf ("{\"all\":[%s{\"field\":\"%s\",\"at_least\":\"%s\"},{\"field\":\"%s\",\"at_most\":\"%s 23:59:59\"}]}",
                          further, field, first, field, last);
}

/* One link's value, which may be none. */
static char *
condition_of_link (const char *field, const char *id)
{
  return id != NULL ? g_strdup_printf ("{\"field\":\"%s\",\"is\":\"%s\"},", field, id)
                    : g_strdup_printf ("{\"field\":\"%s\",\"empty\":true},", field);
}

static void
month_cb (KontorClaimReport *self, guint datum)
{
  const char *first = g_ptr_array_index (self->sections[BY_MONTH].keys, datum);
  g_autoptr (GDateTime) begin = kontor_moment_parse (first);
  g_autoptr (GDateTime) next = g_date_time_add_months (begin, 1);
  g_autoptr (GDateTime) end = g_date_time_add_days (next, -1);
  g_autofree char *last = g_date_time_format (end, "%Y-%m-%d");
  g_autofree char *title = g_date_time_format (begin, "%B %Y");
  g_autofree char *condition = condition_of_period ("closed_at", strcmp (first, self->first) < 0 ? self->first : first,
                                                    strcmp (last, self->last) > 0 ? self->last : last, "");

  kontor_desk_open_list (kontor_page_get_desk (KONTOR_PAGE (self)), "claim", condition, title);
}

static void
manager_cb (KontorClaimReport *self, guint datum)
{
  g_autofree char *link = condition_of_link ("manager_id", g_ptr_array_index (self->sections[BY_MANAGER].keys, datum));
  g_autofree char *condition = condition_of_period ("closed_at", self->first, self->last, link);

  kontor_desk_open_list (kontor_page_get_desk (KONTOR_PAGE (self)), "claim", condition, _("Closed claims of the manager"));
}

static void
reason_cb (KontorClaimReport *self, guint datum)
{
  g_autofree char *link = condition_of_link ("reason_id", g_ptr_array_index (self->sections[BY_REASON].keys, datum));
  g_autofree char *condition = condition_of_period ("received_at", self->first, self->last, link);

  kontor_desk_open_list (kontor_page_get_desk (KONTOR_PAGE (self)), "claim", condition, _("Claims with the reason"));
}

/* The page -------------------------------------------------------------------------------------- */

static void
kontor_claim_report_arrive (KontorPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (KONTOR_CLAIM_REPORT (page)->period));
}

static void
kontor_claim_report_dispose (GObject *object)
{
  KontorClaimReport *self = KONTOR_CLAIM_REPORT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reload, g_source_remove);

  G_OBJECT_CLASS (kontor_claim_report_parent_class)->dispose (object);
}

static void
kontor_claim_report_finalize (GObject *object)
{
  KontorClaimReport *self = KONTOR_CLAIM_REPORT (object);

  g_clear_object (&self->cancellable);
  for (int i = 0; i < N_SECTIONS; i++)
    g_ptr_array_unref (self->sections[i].keys);
  g_free (self->first);
  g_free (self->last);

  G_OBJECT_CLASS (kontor_claim_report_parent_class)->finalize (object);
}

static void
kontor_claim_report_class_init (KontorClaimReportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_claim_report_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_claim_report_finalize;
  KONTOR_PAGE_CLASS (klass)->refresh = kontor_claim_report_refresh;
  KONTOR_PAGE_CLASS (klass)->arrive = kontor_claim_report_arrive;
}

static GtkWidget *
make_section (KontorClaimReport *self, int which, const char *title, const char *empty, int series, GCallback open)
{
  Section *section = &self->sections[which];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *nothing = gtk_label_new (empty);

  section->keys = g_ptr_array_new_with_free_func (g_free);
  section->chart = KONTOR_CHART_VIEW (kontor_chart_view_new ());
  kontor_chart_view_set_spec (section->chart, KONTOR_CHART_BARS, series, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (section->chart), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (section->chart, "datum-activated", open, self);
  section->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (section->stack, FALSE);
  gtk_label_set_xalign (GTK_LABEL (nothing), 0);
  gtk_label_set_wrap (GTK_LABEL (nothing), TRUE);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_widget_set_valign (nothing, GTK_ALIGN_START);
  gtk_stack_add_named (section->stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "waiting");
  gtk_stack_add_named (section->stack, GTK_WIDGET (section->chart), "chart");
  gtk_stack_add_named (section->stack, nothing, "empty");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (section->stack));
  gtk_widget_add_css_class (box, "panel");
  return box;
}

static GtkWidget *
make_head (KontorClaimReport *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (_("Claims"));
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (guint i = 0; periods[i] != NULL; i++)
    gtk_string_list_append (labels, _(periods[i]));
  self->period = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (labels), NULL));
  gtk_drop_down_set_selected (self->period, 4);
  gtk_widget_set_valign (GTK_WIDGET (self->period), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->period), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Period"), -1);
  g_signal_connect_swapped (self->period, "notify::selected", G_CALLBACK (kontor_page_refresh), self);
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->summary, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "dim-label");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "title-3");
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->summary));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->period));
  return line;
}

static void
kontor_claim_report_init (KontorClaimReport *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *fold = kontor_fold_box_new ();
  GtkWidget *shares = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->cancellable = g_cancellable_new ();
  g_object_set (fold, "spacing", 12, "fold-width", 420, NULL);
  gtk_box_append (GTK_BOX (shares), make_section (self, BY_MONTH, _("Satisfied by month"), _("No claim was closed in this time."),
                                                  2, G_CALLBACK (month_cb)));
  gtk_box_append (GTK_BOX (shares), make_section (self, BY_MANAGER, _("Satisfied by manager"), _("No claim was closed in this time."),
                                                  2, G_CALLBACK (manager_cb)));
  kontor_fold_box_append (KONTOR_FOLD_BOX (fold), shares);
  kontor_fold_box_append (KONTOR_FOLD_BOX (fold), make_section (self, BY_REASON, _("What clients complain about"),
                                                                _("No claim came in this time."), 1, G_CALLBACK (reason_cb)));
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), fold);
  gtk_widget_add_css_class (box, "dashboard");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

KontorPage *
kontor_claim_report_new (KontorDesk *desk, const char *argument)
{
  KontorClaimReport *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);

  self = g_object_new (KONTOR_TYPE_CLAIM_REPORT,
                       "desk", desk,
                       "title", _("Report on claims"),
                       "icon-name", "kontor-reports-symbolic",
                       "key", "page:claims-report",
                       "address", "win.open-page(('claims-report', ''))",
                       NULL);
  if (kontor_desk_get_store (desk) != NULL)
    g_signal_connect_object (kontor_desk_get_store (desk), "entity-changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  kontor_claim_report_refresh (KONTOR_PAGE (self));
  return KONTOR_PAGE (self);
}
