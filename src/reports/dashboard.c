#include "config.h"

#include "reports/dashboard.h"

#include <glib/gi18n.h>

#include "base/money.h"
#include "base/moment.h"
#include "kit/chart-view.h"
#include "kit/desk.h"
#include "kit/fold-box.h"
#include "reports/figure-tile.h"
#include "reports/notice-list.h"
#include "reports/task-row.h"

/* News comes in bursts; the figures are read once after each. */
#define SETTLE_MILLISECONDS 400

struct _KontorDashboard
{
  KontorPage     parent_instance;

  GCancellable  *cancellable;
  guint          reload_source;
  guint          n_running;
  /* The stages' ids, weeks' and months' first days, as the charts have them. */
  GPtrArray     *stages;
  GPtrArray     *weeks;
  GPtrArray     *months;

  GtkWidget     *heading;
  KontorNoticeList *notices;
  GtkWidget     *overdue;
  GtkWidget     *today;
  GtkWidget     *no_step;
  GtkWidget     *won;
  GtkWidget     *lost;
  GtkWidget     *new_clients;
  GtkWidget     *funnel;
  GtkWidget     *funnel_stack;
  GtkWidget     *tasks;
  GtkWidget     *tasks_stack;
  GtkWidget     *activity;
  GtkWidget     *won_months;
  GtkLabel      *won_title;
};

G_DEFINE_FINAL_TYPE (KontorDashboard, kontor_dashboard, KONTOR_TYPE_PAGE)

typedef void (*FillFunc) (KontorDashboard *self, KontorResult *result);

typedef struct
{
  KontorDashboard *self;
  GCancellable    *cancellable;
  FillFunc         fill;
} Reading;

static void reload (KontorDashboard *self);

static void
open_list (KontorDashboard *self,
           const char      *entity,
           const char      *condition,
           const char      *title)
{
  kontor_desk_open_list (kontor_page_get_desk (KONTOR_PAGE (self)), entity, condition, title);
}

/* "98,287": a count or an amount without its cents, grouped as everywhere. */
static char *
format_whole (double      number,
              const char *currency)
{
  g_autofree char *decimal = g_strdup_printf ("%.0f", number);
  g_autofree char *exact = kontor_money_format (decimal, NULL);
  g_autofree char *whole = g_utf8_substring (exact, 0, g_utf8_strlen (exact, -1) - 3);

  return currency != NULL ? g_strconcat (whole, "\u00a0", currency, NULL) : g_steal_pointer (&whole);
}

static void
fill_figures (KontorDashboard *self,
              KontorResult    *result)
{
  for (guint i = 0; i < kontor_result_get_n_rows (result); i++)
    {
      const char *name = kontor_result_get (result, i, 0);
      gint64 number = kontor_result_get_integer (result, i, 1);
      g_autofree char *text = format_whole ((double) number, NULL);
      GtkWidget *tile = g_str_equal (name, "overdue") ? self->overdue
                        : g_str_equal (name, "today") ? self->today
                        : g_str_equal (name, "no-step") ? self->no_step : self->new_clients;

      kontor_figure_tile_set (KONTOR_FIGURE_TILE (tile), text, NULL, number > 0);
    }
}

/* "12,400 EUR · 300,000 RUB": whole amounts, currencies side by side. */
static char *
join_amounts (KontorResult *result,
              const char   *column,
              const char   *value)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < kontor_result_get_n_rows (result); i++)
    {
      const char *amount = kontor_result_get_by_name (result, i, "amount");
      const char *currency = kontor_result_get_by_name (result, i, "currency");
      g_autofree char *whole = NULL;

      if (g_strcmp0 (kontor_result_get_by_name (result, i, column), value) != 0 || amount == NULL || currency == NULL)
        continue;
      whole = format_whole (g_ascii_strtod (amount, NULL), currency);
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, whole);
    }
  return g_string_free (text, FALSE);
}

static void
fill_closed (KontorDashboard *self,
             KontorResult    *result)
{
  static const char * const statuses[] = { "won", "lost" };
  GtkWidget *tiles[] = { self->won, self->lost };

  for (guint s = 0; s < G_N_ELEMENTS (statuses); s++)
    {
      g_autofree char *amounts = join_amounts (result, "status", statuses[s]);
      g_autofree char *text = NULL;
      gint64 number = 0;

      for (guint i = 0; i < kontor_result_get_n_rows (result); i++)
        if (g_str_equal (kontor_result_get_by_name (result, i, "status"), statuses[s]))
          number += kontor_result_get_integer (result, i, (guint) kontor_result_find_column (result, "number"));
      text = format_whole ((double) number, NULL);
      kontor_figure_tile_set (KONTOR_FIGURE_TILE (tiles[s]), text, amounts, number > 0);
    }
}

static void
clear_data (gpointer data)
{
  KontorChartDatum *datum = data;

  g_free ((char *) datum->label);
  g_free ((char *) datum->text);
  g_free ((char *) datum->detail);
}

static GArray *
create_data (void)
{
  GArray *data = g_array_new (FALSE, TRUE, sizeof (KontorChartDatum));

  g_array_set_clear_func (data, clear_data);
  return data;
}

static void
show_data (GtkWidget *chart,
           GArray    *data)
{
  kontor_chart_view_set_data (KONTOR_CHART_VIEW (chart), (const KontorChartDatum *) data->data, data->len);
}

static void
fill_stages (KontorDashboard *self,
             KontorResult    *result)
{
  g_autoptr(GArray) data = create_data ();
  double deals = 0;

  g_ptr_array_set_size (self->stages, 0);
  for (guint i = 0; i < kontor_result_get_n_rows (result); i++)
    {
      const char *id = kontor_result_get_by_name (result, i, "id");
      double number = g_ascii_strtod (kontor_result_get_by_name (result, i, "number"), NULL);
      KontorChartDatum *datum;

      /* A stage has a row for each of its currencies. */
      deals += number;
      if (self->stages->len == 0 || !g_str_equal (g_ptr_array_index (self->stages, self->stages->len - 1), id))
        {
          KontorChartDatum empty = { .label = g_strdup (kontor_result_get_by_name (result, i, "name")),
                                     .detail = join_amounts (result, "id", id) };

          g_ptr_array_add (self->stages, g_strdup (id));
          g_array_append_val (data, empty);
        }
      datum = &g_array_index (data, KontorChartDatum, data->len - 1);
      datum->value += number;
      g_free ((char *) datum->text);
      datum->text = format_whole (datum->value, NULL);
    }
  show_data (self->funnel, data);
  gtk_stack_set_visible_child_name (GTK_STACK (self->funnel_stack), deals > 0 ? "chart" : "empty");
}

static void
fill_tasks (KontorDashboard *self,
            KontorResult    *result)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->tasks)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->tasks), row);
  for (guint i = 0; i < kontor_result_get_n_rows (result); i++)
    gtk_list_box_append (GTK_LIST_BOX (self->tasks),
                         kontor_task_row_new (kontor_result_get_by_name (result, i, "id"),
                                              kontor_result_get_by_name (result, i, "name"),
                                              kontor_result_get_by_name (result, i, "partner"),
                                              kontor_result_get_by_name (result, i, "due_at"),
                                              g_strcmp0 (kontor_result_get_by_name (result, i, "overdue"), "t") == 0));
  gtk_stack_set_visible_child_name (GTK_STACK (self->tasks_stack),
                                    kontor_result_get_n_rows (result) > 0 ? "list" : "empty");
}

static void
fill_notices (KontorDashboard *self,
              KontorResult    *result)
{
  kontor_notice_list_fill (self->notices, result);
}

/* A day as a short label of a period. */
static char *
format_period (const char *date,
               const char *format)
{
  g_autoptr(GDateTime) moment = kontor_moment_parse (date);

  return moment != NULL ? g_date_time_format (moment, format) : g_strdup (date);
}

static void
fill_activity (KontorDashboard *self,
               KontorResult    *result)
{
  g_autoptr(GArray) data = create_data ();

  g_ptr_array_set_size (self->weeks, 0);
  for (guint i = 0; i < kontor_result_get_n_rows (result); i++)
    {
      KontorChartDatum datum = { .label = format_period (kontor_result_get (result, i, 0), _("%-d %b")),
                                 .value = g_ascii_strtod (kontor_result_get (result, i, 1), NULL) };

      g_ptr_array_add (self->weeks, g_strdup (kontor_result_get (result, i, 0)));
      g_array_append_val (data, datum);
    }
  show_data (self->activity, data);
}

static void
fill_months (KontorDashboard *self,
             KontorResult    *result)
{
  g_autoptr(GArray) data = create_data ();
  g_autofree char *title = NULL;
  const char *currency = NULL;
  double most = 0;
  gboolean thousands;

  for (guint i = 0; i < kontor_result_get_n_rows (result); i++)
    {
      most = MAX (most, g_ascii_strtod (kontor_result_get_by_name (result, i, "amount"), NULL));
      if (currency == NULL)
        currency = kontor_result_get_by_name (result, i, "currency");
    }
  /* Thousands are enough for a column; which they are is said once, above. */
  thousands = most >= 10000;
  title = thousands ? g_strdup_printf (_("Won by month, thousand %s"), currency != NULL ? currency : "")
                    : g_strdup (_("Won by month"));
  gtk_label_set_label (self->won_title, title);

  g_ptr_array_set_size (self->months, 0);
  for (guint i = 0; i < kontor_result_get_n_rows (result); i++)
    {
      const char *amount = kontor_result_get_by_name (result, i, "amount");
      KontorChartDatum datum = { .label = format_period (kontor_result_get_by_name (result, i, "month"), "%Ob"),
                                 .value = g_ascii_strtod (amount, NULL) };
      g_autofree char *won = format_whole (datum.value, currency != NULL ? currency : "");

      datum.text = format_whole (thousands ? datum.value / 1000 : datum.value, NULL);
      datum.detail = g_strdup_printf (_("%s deals, %s"), kontor_result_get_by_name (result, i, "number"), won);
      g_ptr_array_add (self->months, g_strdup (kontor_result_get_by_name (result, i, "month")));
      g_array_append_val (data, datum);
    }
  show_data (self->won_months, data);
}

static void
read_cb (GObject      *source,
         GAsyncResult *async_result,
         gpointer      user_data)
{
  Reading *reading = user_data;
  KontorDashboard *self = reading->self;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) result = kontor_database_query_finish (KONTOR_DATABASE (source), async_result, &error);

  /* A newer reading has begun, or the page is gone. */
  if (reading->cancellable == self->cancellable)
    {
      if (result != NULL)
        reading->fill (self, result);
      else
        kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The figures were not read"));
      if (--self->n_running == 0)
        kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
    }
  g_object_unref (reading->cancellable);
  g_object_unref (reading->self);
  g_free (reading);
}

static void
reload (KontorDashboard *self)
{
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (KONTOR_PAGE (self)));
  static const struct
  {
    const char *query;
    FillFunc    fill;
  } readings[] = {
    { "dashboard-figures", fill_figures },
    { "dashboard-tasks", fill_tasks },
    { "unseen-notifications", fill_notices },
    { "dashboard-stages", fill_stages },
    { "dashboard-closed", fill_closed },
    { "dashboard-activity", fill_activity },
    { "dashboard-months", fill_months },
  };
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, _("%A, %-d %B %Y"));

  gtk_label_set_text (GTK_LABEL (self->heading), day);
  if (database == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->n_running = G_N_ELEMENTS (readings);
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      Reading *reading = g_new0 (Reading, 1);

      reading->self = g_object_ref (self);
      reading->cancellable = g_object_ref (self->cancellable);
      reading->fill = readings[i].fill;
      kontor_database_query_async (database, i < 3 ? KONTOR_LANE_FRONT : KONTOR_LANE_BACK, readings[i].query,
                                   NULL, 0, self->cancellable, read_cb, reading);
    }
}

static gboolean
settled_cb (gpointer user_data)
{
  KontorDashboard *self = user_data;

  self->reload_source = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
entity_changed_cb (KontorDashboard *self,
                   const char      *entity)
{
  static const char * const counted[] = { "deal", "task", "partner", "interaction", "stage", "notification", NULL };

  if (self->reload_source == 0 && g_strv_contains (counted, entity))
    self->reload_source = g_timeout_add (SETTLE_MILLISECONDS, settled_cb, self);
}

static void
tile_activated_cb (KontorDashboard *self,
                   GtkWidget       *tile)
{
  const struct
  {
    GtkWidget  *tile;
    const char *entity;
    const char *condition;
    const char *title;
  } lists[] = {
    { self->overdue, "task",
      "{\"all\":[{\"field\":\"manager_id\",\"is\":\"me\"},{\"field\":\"state\",\"in\":[\"open\",\"taken\"]},"
      "{\"field\":\"due_at\",\"within\":\"overdue\"}]}", _("My overdue tasks") },
    { self->today, "task",
      "{\"all\":[{\"field\":\"manager_id\",\"is\":\"me\"},{\"field\":\"state\",\"in\":[\"open\",\"taken\"]},"
      "{\"field\":\"due_at\",\"within\":\"today\"}]}", _("My tasks due today") },
    { self->no_step, "deal",
      "{\"all\":[{\"field\":\"status\",\"is\":\"open\"},{\"field\":\"next_step_on\",\"empty\":true}]}",
      _("Open deals without a next step") },
    { self->won, "deal",
      "{\"all\":[{\"field\":\"status\",\"is\":\"won\"},{\"field\":\"closed_at\",\"within\":\"this_month\"}]}",
      _("Won this month") },
    { self->lost, "deal",
      "{\"all\":[{\"field\":\"status\",\"is\":\"lost\"},{\"field\":\"closed_at\",\"within\":\"this_month\"}]}",
      _("Lost this month") },
    { self->new_clients, "partner", "{\"field\":\"created_at\",\"within\":\"this_month\"}", _("New this month") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (lists[i].tile == tile)
      open_list (self, lists[i].entity, lists[i].condition, lists[i].title);
}

static void
stage_activated_cb (KontorDashboard *self,
                    guint            datum)
{
  g_autofree char *condition = NULL;

  if (datum >= self->stages->len)
    return;
  condition = g_strdup_printf ("{\"all\":[{\"field\":\"status\",\"is\":\"open\"},{\"field\":\"stage_id\",\"is\":\"%s\"}]}",
                               (const char *) g_ptr_array_index (self->stages, datum));
  open_list (self, "deal", condition, _("Open deals of the stage"));
}

/* From the first to the last day of a period of @months months or @days days. */
static char *
condition_for_period (const char *field,
                      const char *first,
                      int         months,
                      int         days,
                      const char *further)
{
  g_autoptr(GDateTime) begin = kontor_moment_parse (first);
  g_autoptr(GDateTime) next = g_date_time_add_months (begin, months);
  g_autoptr(GDateTime) end = g_date_time_add_days (next, days - 1);
  g_autofree char *last = g_date_time_format (end, "%Y-%m-%d");

  return g_strdup_printf ("{\"all\":[%s{\"field\":\"%s\",\"at_least\":\"%s\"},{\"field\":\"%s\",\"at_most\":\"%s 23:59:59\"}]}",
                          further, field, first, field, last);
}

static void
week_activated_cb (KontorDashboard *self,
                   guint            datum)
{
  g_autofree char *condition = NULL;

  if (datum >= self->weeks->len)
    return;
  condition = condition_for_period ("at", g_ptr_array_index (self->weeks, datum), 0, 7,
                                    "{\"field\":\"done\",\"is\":true},{\"field\":\"kind\",\"is_not\":\"note\"},");
  open_list (self, "interaction", condition, _("Conversations of the week"));
}

static void
month_activated_cb (KontorDashboard *self,
                    guint            datum)
{
  g_autofree char *condition = NULL;

  if (datum >= self->months->len)
    return;
  condition = condition_for_period ("closed_at", g_ptr_array_index (self->months, datum), 1, 0,
                                    "{\"field\":\"status\",\"is\":\"won\"},");
  open_list (self, "deal", condition, _("Won in the month"));
}

static void
task_activated_cb (KontorDashboard *self,
                   GtkListBoxRow   *row)
{
  kontor_desk_open_record (kontor_page_get_desk (KONTOR_PAGE (self)), "task", kontor_task_row_get_id (GTK_WIDGET (row)));
}

static void
kontor_dashboard_refresh (KontorPage *page)
{
  reload (KONTOR_DASHBOARD (page));
}

static void
kontor_dashboard_arrive (KontorPage *page)
{
  gtk_widget_grab_focus (gtk_widget_get_first_child (KONTOR_DASHBOARD (page)->overdue));
}

static void
kontor_dashboard_dispose (GObject *object)
{
  KontorDashboard *self = KONTOR_DASHBOARD (object);

  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kontor_dashboard_parent_class)->dispose (object);
}

static void
kontor_dashboard_finalize (GObject *object)
{
  KontorDashboard *self = KONTOR_DASHBOARD (object);

  g_ptr_array_unref (self->stages);
  g_ptr_array_unref (self->weeks);
  g_ptr_array_unref (self->months);

  G_OBJECT_CLASS (kontor_dashboard_parent_class)->finalize (object);
}

static void
kontor_dashboard_class_init (KontorDashboardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);

  object_class->dispose = kontor_dashboard_dispose;
  object_class->finalize = kontor_dashboard_finalize;
  page_class->refresh = kontor_dashboard_refresh;
  page_class->arrive = kontor_dashboard_arrive;

  g_type_ensure (KONTOR_TYPE_CHART_VIEW);
  g_type_ensure (KONTOR_TYPE_FIGURE_TILE);
  g_type_ensure (KONTOR_TYPE_FOLD_BOX);
  g_type_ensure (KONTOR_TYPE_NOTICE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/reports/dashboard.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, heading);
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, notices);
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, overdue);
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, today);
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, no_step);
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, won);
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, lost);
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, new_clients);
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, funnel);
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, funnel_stack);
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, tasks);
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, tasks_stack);
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, activity);
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, won_months);
  gtk_widget_class_bind_template_child (widget_class, KontorDashboard, won_title);
  gtk_widget_class_bind_template_callback (widget_class, tile_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stage_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, week_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, month_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, task_activated_cb);
}

static void
kontor_dashboard_init (KontorDashboard *self)
{
  self->stages = g_ptr_array_new_with_free_func (g_free);
  self->weeks = g_ptr_array_new_with_free_func (g_free);
  self->months = g_ptr_array_new_with_free_func (g_free);

  gtk_widget_init_template (GTK_WIDGET (self));
  /* As high as it wants to be: the list of tasks ends after a row and not within one. */
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (adw_bin_get_child (ADW_BIN (self))))),
                                     GTK_SCROLL_NATURAL);
  kontor_chart_view_set_spec (KONTOR_CHART_VIEW (self->funnel), KONTOR_CHART_FUNNEL, 0, NULL);
  kontor_chart_view_set_spec (KONTOR_CHART_VIEW (self->activity), KONTOR_CHART_COLUMNS, 4, NULL);
  kontor_chart_view_set_spec (KONTOR_CHART_VIEW (self->won_months), KONTOR_CHART_COLUMNS, 2, NULL);
}

KontorPage *
kontor_dashboard_new (KontorDesk *desk,
                      const char *argument)
{
  KontorDashboard *self = g_object_new (KONTOR_TYPE_DASHBOARD,
                                        "desk", desk,
                                        "title", _("My day"),
                                        "icon-name", "kontor-day-symbolic",
                                        "key", "page:dashboard",
                                        "address", "win.open-page(('dashboard', ''))",
                                        NULL);
  KontorStore *store = kontor_desk_get_store (desk);

  if (store != NULL)
    g_signal_connect_object (store, "entity-changed", G_CALLBACK (entity_changed_cb), self, G_CONNECT_SWAPPED);
  kontor_page_set_loading (KONTOR_PAGE (self), store != NULL);
  reload (self);
  return KONTOR_PAGE (self);
}
