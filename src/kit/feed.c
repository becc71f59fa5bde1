#include "config.h"

#include "kit/feed.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"
#include "base/money.h"
#include "base/moment.h"
#include "kit/chip.h"
#include "kit/replace-text.h"

#define PAGE_SIZE 40
#define NEWS_DELAY_MILLISECONDS 300
#define NEAR_END_PIXELS 300

#define DAY_KEY "kontor-day"
#define ENTITY_KEY "kontor-entity"
#define IDENTIFIER_KEY "kontor-identifier"

struct _KontorFeed
{
  GtkWidget      parent_instance;
  KontorDesk    *desk;
  char          *partner;
  char          *deal;
  GtkWidget     *box;
  GtkWidget     *composer;
  GtkWidget     *scroller;
  GtkListBox    *list;
  GtkWidget     *placeholder;
  GCancellable  *cancellable;
  /* The moment of the oldest entry shown; what is older comes next. */
  char          *oldest;
  gboolean       loading;
  gboolean       complete;
  guint          news_timeout;
  gulong         news_handler;
};

G_DEFINE_FINAL_TYPE (KontorFeed, kontor_feed, GTK_TYPE_WIDGET)

static void load (KontorFeed *self, gboolean older);

static const struct
{
  const char *kind;
  const char *icon;
  const char *name;
} kinds[] = {
  { "call", "call-start-symbolic", N_("Call") },
  { "meeting", "system-users-symbolic", N_("Meeting") },
  { "email", "mail-unread-symbolic", N_("E-mail") },
  { "sms", "user-available-symbolic", N_("Message") },
  { "letter", "mail-send-symbolic", N_("Letter") },
  { "note", "document-edit-symbolic", N_("Note") },
  { "interest", "dialog-question-symbolic", N_("Interest") },
  { "deal", "starred-symbolic", N_("Deal") },
  { "offer", "x-office-document-symbolic", N_("Offer") },
  { "task", "object-select-symbolic", N_("Task done") },
  { "process", "media-playback-start-symbolic", N_("Process") },
  { "file", "mail-attachment-symbolic", N_("File") },
  { "history", "document-edit-symbolic", N_("Change") },
};

/* What an interaction's status says beyond its kind. */
static const struct
{
  const char *status;
  const char *label;
  const char *style;
} directions[] = {
  { "in", N_("To us"), NULL },
  { "out", NULL, NULL },
  { "planned", N_("Planned"), "warning" },
};

static void
find_kind (const char *kind, const char **icon, const char **name)
{
  *icon = "document-open-recent-symbolic";
  *name = kind;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      {
        *icon = kinds[i].icon;
        *name = _(kinds[i].name);
      }
}

/* The words and the tone of a status, whatever entity it belongs to. */
static GtkWidget *
make_status (const char *entity, const char *status)
{
  const KontorEntity *known = entity != NULL ? kontor_entity_lookup (entity) : NULL;
  const char * const fields[] = { "status", "state" };

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    if (g_str_equal (directions[i].status, status))
      return kontor_chip_new (directions[i].label != NULL ? _(directions[i].label) : NULL, directions[i].style);

  for (guint i = 0; known != NULL && i < G_N_ELEMENTS (fields); i++)
    {
      const KontorField *field = kontor_entity_find_field (known, fields[i]);

      if (field != NULL && field->choices != NULL)
        return kontor_chip_new_choice (field, status);
    }
  return kontor_chip_new (status, NULL);
}

/* Whole days from today: 0 is today. */
static char *
day_heading (const char *at)
{
  g_autoptr(GDateTime) moment = kontor_moment_parse (at);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = moment != NULL ? g_date_time_format (moment, "%Y-%m-%d") : NULL;
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr(GDateTime) before = g_date_time_add_days (now, -1);
  g_autofree char *yesterday = g_date_time_format (before, "%Y-%m-%d");

  if (g_strcmp0 (date, today) == 0)
    return g_strdup (_("Today"));
  if (g_strcmp0 (date, yesterday) == 0)
    return g_strdup (_("Yesterday"));
  return moment != NULL ? g_date_time_format (moment, g_date_time_get_year (moment) == g_date_time_get_year (now)
                                                        ? _("%A, %-e %B") : _("%-e %B %Y"))
                        : g_strdup ("");
}

static GtkWidget *
make_text (const char *text, gboolean dim, int lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), lines > 1);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

/* "Partner changed", and which fields in the office's words. */
static char *
word_change (const char *entity, const char *action, const char *columns, char **fields)
{
  const KontorEntity *known = kontor_entity_lookup (entity);
  g_auto(GStrv) names = g_strsplit (columns != NULL ? columns : "", ", ", -1);
  GString *text = g_string_new (NULL);
  const char *label = known != NULL ? _(known->label) : entity;

  for (guint i = 0; known != NULL && names[i] != NULL; i++)
    {
      int index = kontor_entity_get_field_index (known, names[i]);
      const KontorField *field = index >= 0 ? &known->fields[index] : NULL;

      /* What the server keeps for itself is no news. */
      if (field == NULL || ((field->flags & KONTOR_FIELD_FLAG_READ_ONLY) && (field->flags & KONTOR_FIELD_FLAG_HIDDEN)))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _(field->label));
    }
  *fields = g_string_free (text, FALSE);

  /* Translators: what happened to a record, "Partner created" */
  if (g_strcmp0 (action, "insert") == 0)
    {
      g_clear_pointer (fields, g_free);
      return g_strdup_printf (_("%s created"), label);
    }
  if (g_strcmp0 (action, "delete") == 0)
    return g_strdup_printf (_("%s deleted"), label);
  return g_strdup_printf (_("%s changed"), label);
}

static GtkWidget *
make_entry (KontorResult *result, guint row)
{
  const char *at = kontor_result_get (result, row, 0);
  const char *kind = kontor_result_get (result, row, 1);
  const char *entity = kontor_result_get (result, row, 2);
  const char *title = kontor_result_get (result, row, 4);
  const char *detail = kontor_result_get (result, row, 5);
  const char *author = kontor_result_get (result, row, 6);
  const char *amount = kontor_result_get (result, row, 7);
  const char *status = kontor_result_get (result, row, 9);
  const char *icon, *name;
  g_autoptr(GDateTime) moment = kontor_moment_parse (at);
  g_autofree char *time = moment != NULL ? g_date_time_format (moment, "%R") : g_strdup ("");
  g_autofree char *exact = kontor_moment_format_exact (at);
  g_autofree char *foot = NULL;
  g_autofree char *spoken = NULL;
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image, *label, *list_row;
  g_autofree char *change = NULL;
  g_autofree char *fields = NULL;

  find_kind (kind, &icon, &name);
  if (g_strcmp0 (kind, "history") == 0)
    {
      change = word_change (entity, title, detail, &fields);
      title = change;
      detail = fields;
    }
  image = gtk_image_new_from_icon_name (icon);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_add_css_class (image, "feed-icon");
  gtk_widget_set_tooltip_text (image, name);

  label = make_text (title != NULL ? title : name, FALSE, 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "feed-title");
  gtk_box_append (GTK_BOX (head), label);
  if (amount != NULL)
    {
      g_autofree char *money = kontor_money_format (amount, kontor_result_get (result, row, 8));

      label = gtk_label_new (money);
      gtk_widget_add_css_class (label, "numeric");
      gtk_box_append (GTK_BOX (head), label);
    }
  if (status != NULL)
    gtk_box_append (GTK_BOX (head), make_status (entity, status));
  label = gtk_label_new (time);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_tooltip_text (label, exact);
  gtk_box_append (GTK_BOX (head), label);

  gtk_box_append (GTK_BOX (texts), head);
  if (detail != NULL && *detail != '\0')
    gtk_box_append (GTK_BOX (texts), make_text (detail, FALSE, 3));
  foot = author != NULL ? g_strdup_printf ("%s · %s", name, author) : g_strdup (name);
  label = make_text (foot, TRUE, 1);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (texts), label);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), texts);

  list_row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), line);
  spoken = g_strdup_printf ("%s: %s, %s", name, title != NULL ? title : "", exact);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list_row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (list_row), DAY_KEY, day_heading (at), g_free);
  g_object_set_data_full (G_OBJECT (list_row), ENTITY_KEY, g_strdup (entity), g_free);
  g_object_set_data_full (G_OBJECT (list_row), IDENTIFIER_KEY, g_strdup (kontor_result_get (result, row, 3)), g_free);
  return list_row;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *day = g_object_get_data (G_OBJECT (row), DAY_KEY);
  GtkWidget *header;

  if (before != NULL && g_strcmp0 (day, g_object_get_data (G_OBJECT (before), DAY_KEY)) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  header = gtk_label_new (day);
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_widget_add_css_class (header, "feed-day");
  gtk_list_box_row_set_header (row, header);
}

static void
clear (KontorFeed *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
show_placeholder (KontorFeed *self, const char *words)
{
  gtk_label_set_text (GTK_LABEL (self->placeholder), words);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorFeed) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  guint n;

  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->list == NULL)
    return;
  self->loading = FALSE;
  if (answer == NULL)
    {
      g_autofree char *words = kontor_error_describe (error);

      show_placeholder (self, words);
      return;
    }
  if (self->oldest == NULL)
    clear (self);
  n = kontor_result_get_n_rows (answer);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, make_entry (answer, i));
  self->complete = n < PAGE_SIZE;
  if (n > 0)
    kontor_replace_text (&self->oldest, kontor_result_get (answer, n - 1, 0));
  show_placeholder (self, _("Nothing has happened yet. A call or a note is a good beginning."));
}

static void
load (KontorFeed *self, gboolean older)
{
  KontorDatabase *database = self->desk != NULL ? kontor_desk_get_database (self->desk) : NULL;
  g_autofree char *maximum = g_strdup_printf ("%d", PAGE_SIZE);
  const char *params[] = { self->partner, self->deal, NULL, maximum };

  if (database == NULL || (self->partner == NULL && self->deal == NULL))
    return;
  if (older && (self->loading || self->complete || self->oldest == NULL))
    return;
  if (!older)
    {
      if (self->cancellable != NULL)
        g_cancellable_cancel (self->cancellable);
      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
      g_clear_pointer (&self->oldest, g_free);
      self->complete = FALSE;
    }
  self->loading = TRUE;
  params[2] = self->oldest;
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "feed", params, G_N_ELEMENTS (params),
                               self->cancellable, loaded_cb, g_object_ref (self));
}

static void
scrolled_cb (GtkAdjustment *adjustment, KontorFeed *self)
{
  double left = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) -
                gtk_adjustment_get_value (adjustment);

  if (left < NEAR_END_PIXELS && gtk_adjustment_get_value (adjustment) > 0)
    load (self, TRUE);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, KontorFeed *self)
{
  const char *entity = g_object_get_data (G_OBJECT (row), ENTITY_KEY);
  const char *id = g_object_get_data (G_OBJECT (row), IDENTIFIER_KEY);

  if (self->desk != NULL && entity != NULL && id != NULL)
    kontor_desk_open_record (self->desk, entity, id);
}

static gboolean
news_cb (gpointer user_data)
{
  KontorFeed *self = user_data;

  self->news_timeout = 0;
  load (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
entity_changed_cb (KontorStore *store, const char *entity, const char *id, const char *action, KontorFeed *self)
{
  static const char * const followed[] = { "interaction", "deal", "offer", "task", "process", "file", "partner", NULL };

  if (g_strv_contains (followed, entity) && self->news_timeout == 0)
    self->news_timeout = g_timeout_add (NEWS_DELAY_MILLISECONDS, news_cb, self);
}

static void
kontor_feed_dispose (GObject *object)
{
  KontorFeed *self = KONTOR_FEED (object);
  KontorStore *store = self->desk != NULL ? kontor_desk_get_store (self->desk) : NULL;

  g_clear_handle_id (&self->news_timeout, g_source_remove);
  if (store != NULL)
    g_clear_signal_handler (&self->news_handler, store);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->list = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->partner, g_free);
  g_clear_pointer (&self->deal, g_free);
  g_clear_pointer (&self->oldest, g_free);

  G_OBJECT_CLASS (kontor_feed_parent_class)->dispose (object);
}

static void
kontor_feed_class_init (KontorFeedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_feed_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "feed");
}

static void
kontor_feed_init (KontorFeed *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "feed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What happened"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->placeholder = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->placeholder), TRUE);
  gtk_widget_add_css_class (self->placeholder, "dim-label");
  gtk_widget_add_css_class (self->placeholder, "feed-placeholder");
  gtk_list_box_set_placeholder (self->list, self->placeholder);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  g_signal_connect (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "value-changed",
                    G_CALLBACK (scrolled_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
}

GtkWidget *
kontor_feed_new (KontorDesk *desk)
{
  KontorFeed *self = g_object_new (KONTOR_TYPE_FEED, NULL);

  g_set_object (&self->desk, desk);
  if (desk != NULL && kontor_desk_get_store (desk) != NULL)
    self->news_handler = g_signal_connect (kontor_desk_get_store (desk), "entity-changed",
                                           G_CALLBACK (entity_changed_cb), self);
  return GTK_WIDGET (self);
}

void
kontor_feed_set_subject (KontorFeed *self, const char *partner_id, const char *deal_id)
{
  g_return_if_fail (KONTOR_IS_FEED (self));

  kontor_replace_text (&self->partner, partner_id);
  kontor_replace_text (&self->deal, deal_id);
  kontor_feed_reload (self);
}

void
kontor_feed_reload (KontorFeed *self)
{
  g_return_if_fail (KONTOR_IS_FEED (self));
  load (self, FALSE);
}

void
kontor_feed_set_composer (KontorFeed *self, GtkWidget *composer)
{
  g_return_if_fail (KONTOR_IS_FEED (self));

  if (self->composer != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->composer);
  self->composer = composer;
  if (composer != NULL)
    gtk_box_prepend (GTK_BOX (self->box), composer);
}
