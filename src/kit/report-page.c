#include "config.h"

#include "kit/report-page.h"

#include <glib/gi18n.h>

#include "kit/chart-view.h"
#include "kit/fold-box.h"
#include "kit/wrap-box.h"

/* News comes in bursts; the figures are read once after each. */
#define SETTLE_MILLISECONDS 400

#define N_COLUMNS 2

typedef struct
{
  const KontorReportSection *what;
  GtkStack                  *stack;
  /* One of the two. */
  KontorChartView           *chart;
  GtkListBox                *lines;
  /* What each entry stands for; its texts while they are added. */
  GPtrArray                 *keys;
  GArray                    *data;
  GPtrArray                 *texts;
} Section;

typedef struct
{
  GtkDropDown  *period;
  GtkLabel     *heading;
  GtkLabel     *summary;
  GtkBox       *choices;
  GtkBox       *columns[N_COLUMNS];
  GPtrArray    *sections;
  char         *parameter;
  char         *first;
  char         *last;
  guint         n_running;
  guint         reload;
  GCancellable *cancellable;
} KontorReportPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KontorReportPage, kontor_report_page, KONTOR_TYPE_PAGE)

static const char * const periods[] = { N_("This month"), N_("Last month"), N_("This quarter"), N_("This year"), N_("The last 12 months"), NULL };

static KontorReportPagePrivate *
get_private (KontorReportPage *self)
{
  return kontor_report_page_get_instance_private (self);
}

static void
choose_days (KontorReportPagePrivate *priv)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int year = g_date_time_get_year (now), month = g_date_time_get_month (now);
  g_autoptr (GDateTime) this_month = g_date_time_new_local (year, month, 1, 0, 0, 0);
  g_autoptr (GDateTime) begin = NULL;
  g_autoptr (GDateTime) end = g_date_time_ref (now);

  switch (gtk_drop_down_get_selected (priv->period))
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
  g_free (priv->first);
  g_free (priv->last);
  priv->first = g_date_time_format (begin, "%Y-%m-%d");
  priv->last = g_date_time_format (end, "%Y-%m-%d");
}

/* What is shown ------------------------------------------------------------------------------- */

static void
section_free (gpointer data)
{
  Section *section = data;

  g_ptr_array_unref (section->keys);
  g_ptr_array_unref (section->texts);
  g_array_unref (section->data);
  g_free (section);
}

static GtkWidget *
make_line (const KontorChartDatum *datum)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (datum->label);
  GtkWidget *text = gtk_label_new (datum->text);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *name = g_strjoin (", ", datum->label, datum->text, datum->detail, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), label);
  if (datum->detail != NULL)
    {
      GtkWidget *detail = gtk_label_new (datum->detail);

      gtk_label_set_xalign (GTK_LABEL (detail), 0);
      gtk_label_set_wrap (GTK_LABEL (detail), TRUE);
      gtk_widget_add_css_class (detail, "dim-label");
      gtk_widget_add_css_class (detail, "caption");
      gtk_box_append (GTK_BOX (words), detail);
    }
  gtk_widget_set_valign (text, GTK_ALIGN_START);
  gtk_widget_add_css_class (text, "dim-label");
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), text);
  gtk_widget_add_css_class (line, "task-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
fill (KontorReportPage *self, guint number, KontorResult *rows)
{
  Section *section = g_ptr_array_index (get_private (self)->sections, number);
  GtkWidget *child;

  g_ptr_array_set_size (section->keys, 0);
  section->what->fill (self, number, rows);
  if (section->chart != NULL)
    kontor_chart_view_set_data (section->chart, (const KontorChartDatum *) (gpointer) section->data->data, section->data->len);
  else
    {
      while ((child = gtk_widget_get_first_child (GTK_WIDGET (section->lines))) != NULL)
        gtk_list_box_remove (section->lines, child);
      for (guint i = 0; i < section->data->len; i++)
        gtk_list_box_append (section->lines, make_line (&g_array_index (section->data, KontorChartDatum, i)));
    }
  gtk_stack_set_visible_child_name (section->stack, section->data->len > 0 ? "chart" : "empty");
  g_array_set_size (section->data, 0);
  g_ptr_array_set_size (section->texts, 0);
}

static void
open_entry (KontorReportPage *self, Section *section, guint entry)
{
  if (section->what->open != NULL && entry < section->keys->len)
    section->what->open (self, g_ptr_array_index (section->keys, entry));
}

static Section *
find_section (KontorReportPage *self, gpointer widget)
{
  GPtrArray *sections = get_private (self)->sections;

  for (guint i = 0; i < sections->len; i++)
    {
      Section *section = g_ptr_array_index (sections, i);

      if (widget == section->chart || widget == section->lines)
        return section;
    }
  g_assert_not_reached ();
}

static void
bar_cb (KontorReportPage *self, guint datum, KontorChartView *chart)
{
  open_entry (self, find_section (self, chart), datum);
}

static void
line_cb (KontorReportPage *self, GtkListBoxRow *row, GtkListBox *lines)
{
  open_entry (self, find_section (self, lines), (guint) gtk_list_box_row_get_index (row));
}

/* Reading --------------------------------------------------------------------------------------- */

typedef struct
{
  KontorReportPage *self;
  GCancellable     *cancellable;
  guint             section;
} Reading;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (KontorReportPage) self = reading->self;
  g_autoptr (GCancellable) cancellable = reading->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  /* A later choice of the period came in between. */
  if (g_cancellable_is_cancelled (cancellable))
    return;
  if (--get_private (self)->n_running == 0)
    kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (rows != NULL)
    fill (self, reading->section, rows);
  else
    kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The figures could not be read"));
}

static void
kontor_report_page_refresh (KontorPage *page)
{
  KontorReportPage *self = KONTOR_REPORT_PAGE (page);
  KontorReportPagePrivate *priv = get_private (self);
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (page));
  gboolean has_parameter = KONTOR_REPORT_PAGE_GET_CLASS (self)->has_parameter;

  if (database == NULL)
    return;
  choose_days (priv);
  g_cancellable_cancel (priv->cancellable);
  g_object_unref (priv->cancellable);
  priv->cancellable = g_cancellable_new ();
  priv->n_running = priv->sections->len;
  kontor_page_set_loading (page, TRUE);
  for (guint i = 0; i < priv->sections->len; i++)
    {
      const char *params[] = { priv->first, priv->last, priv->parameter };
      Section *section = g_ptr_array_index (priv->sections, i);
      Reading *reading = g_new (Reading, 1);

      *reading = (Reading) { g_object_ref (self), g_object_ref (priv->cancellable), i };
      kontor_database_query_async (database, KONTOR_LANE_BACK, section->what->query, params, has_parameter ? 3 : 2,
                                   priv->cancellable, read_cb, reading);
    }
}

static gboolean
reload_cb (gpointer user_data)
{
  get_private (user_data)->reload = 0;
  kontor_report_page_refresh (KONTOR_PAGE (user_data));
  return G_SOURCE_REMOVE;
}

static void
news_cb (KontorReportPage *self, const char *entity, const char *id, const char *action)
{
  if (g_strcmp0 (entity, KONTOR_REPORT_PAGE_GET_CLASS (self)->entity) == 0 && get_private (self)->reload == 0)
    get_private (self)->reload = g_timeout_add (SETTLE_MILLISECONDS, reload_cb, self);
}

/* The page ---------------------------------------------------------------------------------------- */

static void
kontor_report_page_arrive (KontorPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (get_private (KONTOR_REPORT_PAGE (page))->period));
}

static void
kontor_report_page_constructed (GObject *object)
{
  KontorDesk *desk = kontor_page_get_desk (KONTOR_PAGE (object));

  G_OBJECT_CLASS (kontor_report_page_parent_class)->constructed (object);

  if (kontor_desk_get_store (desk) != NULL)
    g_signal_connect_object (kontor_desk_get_store (desk), "entity-changed", G_CALLBACK (news_cb), object, G_CONNECT_SWAPPED);
  kontor_page_refresh (KONTOR_PAGE (object));
}

static void
kontor_report_page_dispose (GObject *object)
{
  KontorReportPagePrivate *priv = get_private (KONTOR_REPORT_PAGE (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_handle_id (&priv->reload, g_source_remove);

  G_OBJECT_CLASS (kontor_report_page_parent_class)->dispose (object);
}

static void
kontor_report_page_finalize (GObject *object)
{
  KontorReportPagePrivate *priv = get_private (KONTOR_REPORT_PAGE (object));

  g_clear_object (&priv->cancellable);
  g_ptr_array_unref (priv->sections);
  g_free (priv->parameter);
  g_free (priv->first);
  g_free (priv->last);

  G_OBJECT_CLASS (kontor_report_page_parent_class)->finalize (object);
}

static void
kontor_report_page_class_init (KontorReportPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = kontor_report_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = kontor_report_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_report_page_finalize;
  KONTOR_PAGE_CLASS (klass)->refresh = kontor_report_page_refresh;
  KONTOR_PAGE_CLASS (klass)->arrive = kontor_report_page_arrive;
}

static GtkWidget *
make_head (KontorReportPage *self)
{
  KontorReportPagePrivate *priv = get_private (self);
  GtkWidget *line = kontor_wrap_box_new (12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (guint i = 0; periods[i] != NULL; i++)
    gtk_string_list_append (labels, _(periods[i]));
  priv->period = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (labels), NULL));
  gtk_drop_down_set_selected (priv->period, 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->period), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Period"), -1);
  g_signal_connect_swapped (priv->period, "notify::selected", G_CALLBACK (kontor_page_refresh), self);
  priv->choices = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_box_append (priv->choices, GTK_WIDGET (priv->period));
  gtk_widget_set_valign (GTK_WIDGET (priv->choices), GTK_ALIGN_CENTER);
  priv->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (priv->summary, 0);
  gtk_label_set_wrap (priv->summary, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (priv->summary), "dim-label");
  priv->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (priv->heading, 0);
  gtk_label_set_wrap (priv->heading, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (priv->heading), "title-3");
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (priv->heading));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (priv->summary));
  gtk_widget_set_hexpand (words, TRUE);
  kontor_wrap_box_append (KONTOR_WRAP_BOX (line), words);
  kontor_wrap_box_append (KONTOR_WRAP_BOX (line), GTK_WIDGET (priv->choices));
  return line;
}

static void
kontor_report_page_init (KontorReportPage *self)
{
  KontorReportPagePrivate *priv = get_private (self);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *fold = kontor_fold_box_new ();

  priv->cancellable = g_cancellable_new ();
  priv->sections = g_ptr_array_new_with_free_func (section_free);
  g_object_set (fold, "spacing", 12, "fold-width", 420, NULL);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      priv->columns[i] = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
      kontor_fold_box_append (KONTOR_FOLD_BOX (fold), GTK_WIDGET (priv->columns[i]));
    }
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), fold);
  gtk_widget_add_css_class (box, "dashboard");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

static GtkWidget *
make_contents (KontorReportPage *self, Section *section)
{
  GtkWidget *contents;

  if (section->what->series >= 0)
    {
      contents = kontor_chart_view_new ();
      section->chart = KONTOR_CHART_VIEW (contents);
      kontor_chart_view_set_spec (section->chart, KONTOR_CHART_BARS, section->what->series, NULL);
      g_signal_connect_swapped (contents, "datum-activated", G_CALLBACK (bar_cb), self);
    }
  else
    {
      contents = gtk_list_box_new ();
      section->lines = GTK_LIST_BOX (contents);
      gtk_list_box_set_selection_mode (section->lines, GTK_SELECTION_NONE);
      gtk_widget_add_css_class (contents, "plain-list");
      g_signal_connect_swapped (contents, "row-activated", G_CALLBACK (line_cb), self);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (contents), GTK_ACCESSIBLE_PROPERTY_LABEL, _(section->what->title), -1);
  return contents;
}

guint
kontor_report_page_add_section (KontorReportPage *self, guint column, const KontorReportSection *what)
{
  KontorReportPagePrivate *priv;
  Section *section;
  GtkWidget *box, *heading, *nothing;

  g_return_val_if_fail (KONTOR_IS_REPORT_PAGE (self), 0);
  g_return_val_if_fail (column < N_COLUMNS, 0);
  g_return_val_if_fail (what != NULL && what->query != NULL && what->fill != NULL, 0);

  priv = get_private (self);
  section = g_new0 (Section, 1);
  section->what = what;
  section->keys = g_ptr_array_new_with_free_func (g_free);
  section->texts = g_ptr_array_new_with_free_func (g_free);
  section->data = g_array_new (FALSE, TRUE, sizeof (KontorChartDatum));
  section->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (section->stack, FALSE);
  nothing = gtk_label_new (_(what->empty));
  gtk_label_set_xalign (GTK_LABEL (nothing), 0);
  gtk_label_set_wrap (GTK_LABEL (nothing), TRUE);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_widget_set_valign (nothing, GTK_ALIGN_START);
  gtk_stack_add_named (section->stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "waiting");
  gtk_stack_add_named (section->stack, make_contents (self, section), "chart");
  gtk_stack_add_named (section->stack, nothing, "empty");
  heading = gtk_label_new (_(what->title));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (section->stack));
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "panel");
  gtk_box_append (priv->columns[column], box);
  g_ptr_array_add (priv->sections, section);
  return priv->sections->len - 1;
}

void
kontor_report_page_add_choice (KontorReportPage *self, GtkWidget *choice)
{
  g_return_if_fail (KONTOR_IS_REPORT_PAGE (self));
  gtk_box_prepend (get_private (self)->choices, choice);
}

void
kontor_report_page_set_heading (KontorReportPage *self, const char *heading)
{
  g_return_if_fail (KONTOR_IS_REPORT_PAGE (self));
  gtk_label_set_text (get_private (self)->heading, heading);
}

void
kontor_report_page_set_summary (KontorReportPage *self, const char *summary)
{
  g_return_if_fail (KONTOR_IS_REPORT_PAGE (self));
  gtk_label_set_text (get_private (self)->summary, summary);
}

void
kontor_report_page_set_parameter (KontorReportPage *self, const char *parameter)
{
  char *own = g_strdup (parameter);

  g_return_if_fail (KONTOR_IS_REPORT_PAGE (self));

  g_free (get_private (self)->parameter);
  get_private (self)->parameter = own;
  kontor_page_refresh (KONTOR_PAGE (self));
}

/* The texts live until the data have been given to the chart. */
static const char *
keep (Section *section, const char *text)
{
  char *own = g_strdup (text);

  if (own != NULL)
    g_ptr_array_add (section->texts, own);
  return own;
}

void
kontor_report_page_add_entry (KontorReportPage *self, guint number, const char *key, const char *label,
                              double value, const char *text, const char *detail)
{
  Section *section;
  KontorChartDatum datum;

  g_return_if_fail (KONTOR_IS_REPORT_PAGE (self));
  g_return_if_fail (number < get_private (self)->sections->len);

  section = g_ptr_array_index (get_private (self)->sections, number);
  datum = (KontorChartDatum) { keep (section, label), value, keep (section, text), keep (section, detail) };
  g_array_append_val (section->data, datum);
  g_ptr_array_add (section->keys, g_strdup (key));
}

const char *
kontor_report_page_get_first (KontorReportPage *self)
{
  g_return_val_if_fail (KONTOR_IS_REPORT_PAGE (self), NULL);
  return get_private (self)->first;
}

const char *
kontor_report_page_get_last (KontorReportPage *self)
{
  g_return_val_if_fail (KONTOR_IS_REPORT_PAGE (self), NULL);
  return get_private (self)->last;
}

char *
kontor_report_page_within (KontorReportPage *self, const char *field)
{
  g_return_val_if_fail (KONTOR_IS_REPORT_PAGE (self), NULL);

  return g_strdup_printf ("{\"field\":\"%s\",\"at_least\":\"%s\"},{\"field\":\"%s\",\"at_most\":\"%s\"}",
                          field, get_private (self)->first, field, get_private (self)->last);
}

char *
kontor_report_page_linked (const char *field, const char *id)
{
  g_return_val_if_fail (field != NULL, NULL);

  return id != NULL ? g_strdup_printf ("{\"field\":\"%s\",\"is\":\"%s\"}", field, id)
                    : g_strdup_printf ("{\"field\":\"%s\",\"empty\":true}", field);
}
