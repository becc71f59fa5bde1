#include "config.h"

#include "shell/palette.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/text.h"
#include "model/search.h"
#include "shell/commands.h"
#include "shell/sections.h"

/* Long enough to skip the letters of a fast typist, too short to be felt. */
#define SEARCH_DELAY_MILLISECONDS 60
#define MAXIMUM_COMMANDS 6
#define MAXIMUM_RECORDS 12

struct _KontorPalette
{
  GtkWidget       parent_instance;
  GtkSearchEntry *entry;
  GtkPopover     *popover;
  GtkScrolledWindow *scroller;
  GtkListBox     *list;
  GtkLabel       *placeholder;
  KontorDesk     *desk;
  GCancellable   *cancellable;
  GtkWidget      *focus_before;
  guint           search_timeout;
  /* Enter was pressed before the answer came. */
  gboolean        open_first;
  gboolean        searching;
};

G_DEFINE_FINAL_TYPE (KontorPalette, kontor_palette, GTK_TYPE_WIDGET)

#define ROW_ACTION "kontor-action"
#define ROW_RECORD "kontor-record"

static void
append_row (KontorPalette *self, gboolean is_record, const char *icon_name, const char *title,
            const char *detail, const char *key, const char *action)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (title);
  g_autofree char *name = detail != NULL && *detail != '\0' ? g_strdup_printf ("%s, %s", title, detail) : g_strdup (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, detail == NULL);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  if (detail != NULL)
    {
      GtkWidget *second = gtk_label_new (detail);

      gtk_label_set_xalign (GTK_LABEL (second), 0);
      gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (second, TRUE);
      gtk_widget_add_css_class (second, "dim-label");
      gtk_box_append (GTK_BOX (box), second);
    }
  if (key != NULL)
    {
      GtkWidget *hint = gtk_label_new (key);

      gtk_widget_add_css_class (hint, "dim-label");
      gtk_widget_add_css_class (hint, "caption");
      gtk_box_append (GTK_BOX (box), hint);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), ROW_ACTION, g_strdup (action), g_free);
  g_object_set_data (G_OBJECT (row), ROW_RECORD, GINT_TO_POINTER (is_record));
  gtk_list_box_append (self->list, row);
}

static void
remove_rows (KontorPalette *self, gboolean records)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      if (GTK_IS_LIST_BOX_ROW (row) && (g_object_get_data (G_OBJECT (row), ROW_RECORD) != NULL) == records)
        gtk_list_box_remove (self->list, row);
      row = next;
    }
}

static void
select_first (KontorPalette *self)
{
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static const char *
get_text (KontorPalette *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static char *
key_label (const char *accelerators)
{
  g_auto(GStrv) keys = NULL;
  guint key;
  GdkModifierType modifiers;

  if (accelerators == NULL)
    return NULL;
  keys = g_strsplit (accelerators, " ", 2);
  if (!gtk_accelerator_parse (keys[0], &key, &modifiers))
    return NULL;
  return gtk_accelerator_get_label (key, modifiers);
}

static gboolean
is_enabled (KontorPalette *self, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *plain;

  if (!g_action_parse_detailed_name (detailed, &name, &target, NULL) || !G_IS_ACTION_GROUP (root))
    return FALSE;
  if (!g_str_has_prefix (name, "win."))
    return TRUE;
  plain = name + strlen ("win.");
  return g_action_group_get_action_enabled (G_ACTION_GROUP (root), plain);
}

static gboolean
is_offered (KontorPalette *self, const KontorCommand *command, const char *text, gboolean by_words)
{
  gboolean by_label = kontor_text_has_words (_(command->label), text);
  g_autofree char *words = NULL;

  /* Before anything is typed: what one does most. */
  if (command->hidden || (*text == '\0' && !g_str_has_prefix (command->action, "win.new-record")))
    return FALSE;
  if (!by_words)
    return by_label && is_enabled (self, command->action);
  words = g_strdup_printf ("%s %s %s", _(command->label), _(command->group),
                           command->words != NULL ? _(command->words) : "");
  return !by_label && kontor_text_has_words (words, text) && is_enabled (self, command->action);
}

static void
append_commands (KontorPalette *self, const char *text)
{
  KontorDatabase *database = self->desk != NULL ? kontor_desk_get_database (self->desk) : NULL;
  const char *role = database != NULL ? kontor_database_get_role (database) : NULL;
  guint maximum = MAXIMUM_COMMANDS + (*text == '\0' ? 10 : 0);
  guint n_rows = 0;
  guint number = 0;

  for (const KontorSection *section = kontor_sections_get (); section->name != NULL; section++)
    {
      g_autofree char *accelerator = g_strdup_printf ("<Control>%u", ++number);
      g_autofree char *key = key_label (accelerator);

      if (kontor_section_is_visible (section, role) && kontor_text_has_words (_(section->label), text))
        {
          append_row (self, FALSE, section->icon, _(section->label), NULL, key, section->action);
          n_rows++;
        }
    }
  /* What a command is called comes before what it is about. */
  for (guint pass = 0; pass < 2; pass++)
    for (const KontorCommand *command = kontor_commands_get (); command->action != NULL; command++)
      if (n_rows < maximum && is_offered (self, command, text, pass == 1))
        {
          g_autofree char *key = key_label (command->keys);

          append_row (self, FALSE, "system-run-symbolic", _(command->label), NULL, key, command->action);
          n_rows++;
        }
}

static void
activate_row (KontorPalette *self, GtkListBoxRow *row)
{
  g_autofree char *detailed = g_strdup (g_object_get_data (G_OBJECT (row), ROW_ACTION));
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  kontor_palette_close (self);
  if (g_action_parse_detailed_name (detailed, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

static guint
rank (KontorFound *hit, const char *folded)
{
  g_autofree char *title = kontor_text_fold (hit->title);

  return g_str_equal (title, folded) ? 0 : g_str_has_prefix (title, folded) ? 1 : 2;
}

static int
compare_hits (gconstpointer first, gconstpointer second, gpointer folded)
{
  return (int) rank (*(KontorFound **) first, folded) - (int) rank (*(KontorFound **) second, folded);
}

static void
show_found (KontorPalette *self, GPtrArray *found)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  gboolean record_selected = selected != NULL && g_object_get_data (G_OBJECT (selected), ROW_RECORD) != NULL;
  g_autofree char *folded = kontor_text_fold (get_text (self));

  /* Enter opens what was typed whole. */
  if (found != NULL)
    g_ptr_array_sort_with_data (found, compare_hits, folded);
  remove_rows (self, TRUE);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      KontorFound *hit = g_ptr_array_index (found, i);
      const KontorEntity *entity = kontor_entity_lookup (hit->entity);
      g_autoptr(GVariant) target = NULL;
      g_autofree char *action = NULL;

      if (entity == NULL)
        continue;
      target = g_variant_ref_sink (g_variant_new ("(ss)", hit->entity, hit->id));
      action = g_action_print_detailed_name ("win.open-record", target);
      append_row (self, TRUE, entity->icon, hit->title, hit->subtitle != NULL ? hit->subtitle : "",
                        _(entity->label), action);
    }
  if (selected == NULL || record_selected)
    select_first (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorPalette) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = kontor_search_finish (KONTOR_STORE (source), result, &error);
  GtkListBoxRow *row;

  /* A newer search is under way, or the window is gone. */
  if (found == NULL && g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED))
    return;
  self->searching = FALSE;
  if (self->desk == NULL)
    return;
  if (found == NULL)
    g_debug ("Search: %s", error->message);
  gtk_label_set_label (self->placeholder, found != NULL ? _("Nothing found") : _("The search did not work; the server cannot be reached"));
  show_found (self, found);
  row = gtk_list_box_get_selected_row (self->list);
  if (self->open_first && row != NULL)
    activate_row (self, row);
  self->open_first = FALSE;
}

static gboolean
search_cb (gpointer user_data)
{
  KontorPalette *self = user_data;

  self->search_timeout = 0;
  if (self->desk == NULL || kontor_desk_get_store (self->desk) == NULL)
    return G_SOURCE_REMOVE;
  self->cancellable = g_cancellable_new ();
  kontor_search_async (kontor_desk_get_store (self->desk), NULL, get_text (self), NULL, MAXIMUM_RECORDS,
                       self->cancellable, found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
stop_search (KontorPalette *self)
{
  g_clear_handle_id (&self->search_timeout, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->searching = FALSE;
  self->open_first = FALSE;
}

static void
changed_cb (KontorPalette *self)
{
  const char *text = get_text (self);
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)) && *stripped == '\0')
    return;
  stop_search (self);
  remove_rows (self, FALSE);
  if (*stripped == '\0')
    remove_rows (self, TRUE);
  append_commands (self, stripped);
  gtk_list_box_invalidate_sort (self->list);
  select_first (self);
  if (*stripped != '\0')
    {
      self->searching = TRUE;
      gtk_label_set_label (self->placeholder, _("Searching…"));
      self->search_timeout = g_timeout_add (SEARCH_DELAY_MILLISECONDS, search_cb, self);
    }
  gtk_popover_popup (self->popover);
}

static void
activate_cb (KontorPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  gboolean stale = row != NULL && g_object_get_data (G_OBJECT (row), ROW_RECORD) != NULL && self->searching;

  if (row != NULL && !stale)
    activate_row (self, row);
  else if (self->searching)
    self->open_first = TRUE;
}

static void
row_activated_cb (KontorPalette *self, GtkListBoxRow *row)
{
  activate_row (self, row);
}

static int
sort_cb (GtkListBoxRow *first, GtkListBoxRow *second, gpointer user_data)
{
  gboolean first_record = g_object_get_data (G_OBJECT (first), ROW_RECORD) != NULL;
  gboolean second_record = g_object_get_data (G_OBJECT (second), ROW_RECORD) != NULL;

  return (int) first_record - (int) second_record;
}

static const char *
get_group (GtkListBoxRow *row)
{
  if (g_object_get_data (G_OBJECT (row), ROW_RECORD) != NULL)
    return _("Records");
  if (g_str_has_prefix (g_object_get_data (G_OBJECT (row), ROW_ACTION), "win.open-"))
    return _("Go to");
  return _("Commands");
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  GtkWidget *header = NULL;

  if (before == NULL || g_strcmp0 (get_group (row), get_group (before)) != 0)
    {
      header = gtk_label_new (get_group (row));
      gtk_label_set_xalign (GTK_LABEL (header), 0);
      gtk_widget_add_css_class (header, "kontor-palette-heading");
      gtk_widget_add_css_class (header, "caption-heading");
      gtk_widget_add_css_class (header, "dim-label");
    }
  gtk_list_box_row_set_header (row, header);
}

static void
scroll_to_row (KontorPalette *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
move_selection (KontorPalette *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int position = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (self->list, MAX (position, 0));

  if (next == NULL)
    return;
  gtk_list_box_select_row (self->list, next);
  scroll_to_row (self, next);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KontorPalette *self)
{
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
        kontor_palette_open (self);
      else
        move_selection (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selection (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      move_selection (self, 6);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      move_selection (self, -6);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_left_cb (KontorPalette *self)
{
  stop_search (self);
  gtk_popover_popdown (self->popover);
}

static void
kontor_palette_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                        int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (KONTOR_PALETTE (widget)->entry), orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
kontor_palette_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KontorPalette *self = KONTOR_PALETTE (widget);

  gtk_widget_allocate (GTK_WIDGET (self->entry), width, height, baseline, NULL);
  gtk_popover_present (self->popover);
}

static void
kontor_palette_dispose (GObject *object)
{
  KontorPalette *self = KONTOR_PALETTE (object);
  GtkWidget *child;

  stop_search (self);
  g_clear_weak_pointer (&self->focus_before);
  g_clear_object (&self->desk);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (kontor_palette_parent_class)->dispose (object);
}

static void
kontor_palette_class_init (KontorPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_palette_dispose;
  widget_class->measure = kontor_palette_measure;
  widget_class->size_allocate = kontor_palette_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/shell/palette.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, KontorPalette, popover);
  gtk_widget_class_bind_template_child (widget_class, KontorPalette, scroller);
  gtk_widget_class_bind_template_child (widget_class, KontorPalette, list);
  gtk_widget_class_bind_template_child (widget_class, KontorPalette, placeholder);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, kontor_palette_close);
  gtk_widget_class_set_css_name (widget_class, "palette");
}

static void
kontor_palette_init (KontorPalette *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
  gtk_list_box_set_sort_func (self->list, sort_cb, self, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}

void
kontor_palette_set_desk (KontorPalette *self, KontorDesk *desk)
{
  g_return_if_fail (KONTOR_IS_PALETTE (self));
  g_set_object (&self->desk, desk);
}

void
kontor_palette_open (KontorPalette *self)
{
  GtkRoot *root;

  g_return_if_fail (KONTOR_IS_PALETTE (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (root != NULL)
    {
      GtkWidget *focus = gtk_root_get_focus (root);

      if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
        g_set_weak_pointer (&self->focus_before, focus);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  gtk_popover_popup (self->popover);
  changed_cb (self);
}

void
kontor_palette_close (KontorPalette *self)
{
  g_return_if_fail (KONTOR_IS_PALETTE (self));

  stop_search (self);
  gtk_popover_popdown (self->popover);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  remove_rows (self, TRUE);
  if (self->focus_before != NULL && gtk_widget_get_mapped (self->focus_before))
    gtk_widget_grab_focus (self->focus_before);
  g_clear_weak_pointer (&self->focus_before);
}
