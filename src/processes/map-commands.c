#include "config.h"

#include <glib/gi18n.h>

#include <string.h>

#include "draw/map-image.h"
#include "kit/desk.h"
#include "processes/map-commands.h"
#include "processes/map-pictures.h"
#include "route/map-arrange.h"
#include "route/map-illustration.h"
#include "route/map-piece.h"
#include "route/map-tidy.h"

/* So much of pictures goes through the clipboard; of what is beyond only the name. */
#define MOST_CARRIED (8 * KONTOR_MAP_IMAGE_MOST_BYTES)
/* As text, with the points around them. */
#define MOST_PASTED  (2 * MOST_CARRIED)

struct _KontorMapCommands
{
  GObject             parent_instance;

  KontorMapView      *view;
  KontorMapTools     *tools;
  KontorMapEdit      *edit;
  GSimpleActionGroup *actions;
  /* Where the pointer is in the widget; -1 outside. */
  double              pointer_x;
  double              pointer_y;
};

G_DEFINE_FINAL_TYPE (KontorMapCommands, kontor_map_commands, G_TYPE_OBJECT)

static const char *arrangements[] = { "left", "centre", "right", "top", "middle", "bottom", "across", "down" };

static const struct { const char *name, *label; } colours[] = {
  { "", N_("As the kind has it") }, { "blue", N_("Blue") }, { "green", N_("Green") }, { "yellow", N_("Yellow") },
  { "red", N_("Red") }, { "purple", N_("Purple") }, { "grey", N_("Grey") },
};

const char *
kontor_map_colour_get_label (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    if (g_str_equal (colours[i].name, name))
      return _(colours[i].label);
  return name;
}

static gboolean
has_two (KontorMapCommands *self)
{
  g_auto (GStrv) keys = kontor_map_view_get_selected (self->view);

  return g_strv_length (keys) > 1;
}

static void
select_keys (KontorMapCommands *self, char **keys)
{
  KontorMap *map = kontor_map_view_get_map (self->view);

  kontor_map_view_unselect (self->view);
  for (guint i = 0; keys[i] != NULL; i++)
    kontor_map_view_select (self->view, kontor_map_find (map, KONTOR_MAP_POINT, keys[i]) != NULL
                                        ? KONTOR_MAP_POINT : KONTOR_MAP_DECORATION, keys[i], TRUE);
}

typedef struct
{
  KontorRouteMapPicture *picture;
  gsize                  carried;
} Carrier;

static GBytes *
carry_cb (const char *hash, gpointer user_data)
{
  Carrier *carrier = user_data;
  GBytes *content = kontor_route_map_picture_get_image (carrier->picture, hash);
  gsize size = content != NULL ? g_bytes_get_size (content) : 0;

  if (carrier->carried + size > MOST_CARRIED)
    return NULL;
  carrier->carried += size;
  return content;
}

/* Its pictures go along: where it is pasted may be another office. */
static char *
copy_with_pictures (KontorMapCommands *self, const char * const *keys)
{
  g_autoptr (KontorMap) piece = kontor_map_piece_take (kontor_map_view_get_map (self->view), keys);
  Carrier carrier = { kontor_map_view_get_picture (self->view), 0 };

  kontor_map_illustration_pack (piece, carry_cb, &carrier);
  return kontor_map_to_json (piece);
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorMapCommands *self = user_data;
  g_auto (GStrv) keys = kontor_map_view_get_selected (self->view);
  g_autofree char *piece = NULL;

  if (keys[0] == NULL || kontor_map_view_get_map (self->view) == NULL)
    return;
  piece = copy_with_pictures (self, (const char * const *) keys);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->view)), piece);
}

static void
cut_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorMapCommands *self = user_data;

  if (self->edit == NULL)
    return;
  copy_action (action, parameter, user_data);
  kontor_map_tools_remove_selected (self->tools);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapCommands) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = kontor_map_pictures_store_finish (KONTOR_MAP_PICTURES (source), result, &error);
  KontorDesk *desk = self->view != NULL ? kontor_desk_from_widget (GTK_WIDGET (self->view)) : NULL;

  if (hash == NULL && desk != NULL)
    kontor_desk_report_error (desk, error, _("A picture of the map was not kept"));
}

/* Under the pointer, else beside where it came from. */
static void
paste (KontorMapCommands *self, const char *text)
{
  double x, y, width, height, dx = 30, dy = 30;
  g_autoptr (KontorMap) arrived = strlen (text) < MOST_PASTED ? kontor_map_new_from_json (text, NULL) : NULL;
  g_autoptr (GPtrArray) pictures = arrived != NULL ? kontor_map_illustration_unpack (arrived) : NULL;
  g_autofree char *bare = pictures != NULL && pictures->len > 0 ? kontor_map_to_json (arrived) : NULL;
  const char *piece = bare != NULL ? bare : text;
  g_auto (GStrv) keys = NULL;

  if (self->edit == NULL || arrived == NULL || !kontor_map_piece_get_bounds (piece, &x, &y, &width, &height))
    return;
  for (guint i = 0; i < pictures->len; i++)
    kontor_map_pictures_store_async (kontor_map_view_get_pictures (self->view), g_ptr_array_index (pictures, i),
                                     stored_cb, g_object_ref (self));
  if (self->pointer_x >= 0)
    {
      double here_x = self->pointer_x, here_y = self->pointer_y;

      kontor_canvas_to_drawing (kontor_map_view_get_canvas (self->view), &here_x, &here_y);
      dx = 10 * (int) ((here_x - x - width / 2) / 10);
      dy = 10 * (int) ((here_y - y - height / 2) / 10);
    }
  keys = kontor_map_piece_paste (self->edit, piece, dx, dy, NULL);
  if (keys != NULL)
    select_keys (self, keys);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapCommands) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL && self->view != NULL)
    paste (self, text);
}

static void
paste_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorMapCommands *self = user_data;

  if (self->edit != NULL)
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self->view)), NULL, pasted_cb, g_object_ref (self));
}

static void
duplicate_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorMapCommands *self = user_data;
  g_auto (GStrv) keys = kontor_map_view_get_selected (self->view);
  g_auto (GStrv) added = NULL;
  g_autofree char *piece = NULL;

  if (self->edit == NULL || keys[0] == NULL)
    return;
  piece = kontor_map_piece_copy (kontor_map_view_get_map (self->view), (const char * const *) keys);
  kontor_map_edit_begin (self->edit, _("Duplicate"));
  added = kontor_map_piece_paste (self->edit, piece, 30, 30, NULL);
  kontor_map_edit_end (self->edit);
  if (added != NULL)
    select_keys (self, added);
}

static void
arrange_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorMapCommands *self = user_data;
  g_auto (GStrv) keys = kontor_map_view_get_selected (self->view);

  for (guint i = 0; self->edit != NULL && i < G_N_ELEMENTS (arrangements); i++)
    if (g_strcmp0 (g_variant_get_string (parameter, NULL), arrangements[i]) == 0)
      kontor_map_arrange (self->edit, (const char * const *) keys, i);
}

static void
tidy_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorMapCommands *self = user_data;
  g_auto (GStrv) keys = kontor_map_view_get_selected (self->view);

  if (self->edit != NULL)
    kontor_map_tidy_part (self->edit, (const char * const *) keys);
}

static void
kind_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorMapCommands *self = user_data;
  const KontorMapItem *item = kontor_map_view_get_single (self->view);
  KontorMapKind kind;

  if (self->edit == NULL || item == NULL || item->type != KONTOR_MAP_POINT
      || !kontor_map_kind_from_text (g_variant_get_string (parameter, NULL), &kind))
    return;
  kontor_map_edit_set_kind (self->edit, item->key, kind);
  kontor_map_view_select (self->view, KONTOR_MAP_POINT, kontor_map_view_get_single (self->view)->key, FALSE);
}

static void
colour_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorMapCommands *self = user_data;
  g_auto (GStrv) keys = kontor_map_view_get_selected (self->view);
  const KontorMapItem *single = kontor_map_view_get_single (self->view);
  KontorMap *map = kontor_map_view_get_map (self->view);
  gboolean line = single != NULL && single->type == KONTOR_MAP_FLOW;

  if (self->edit == NULL || (keys[0] == NULL && !line))
    return;
  kontor_map_edit_begin (self->edit, _("Colour"));
  if (line)
    kontor_map_edit_set_text (self->edit, KONTOR_MAP_FLOW, single->key, "color", g_variant_get_string (parameter, NULL));
  for (guint i = 0; keys[i] != NULL; i++)
    kontor_map_edit_set_text (self->edit, kontor_map_find (map, KONTOR_MAP_POINT, keys[i]) != NULL
                                          ? KONTOR_MAP_POINT : KONTOR_MAP_DECORATION,
                              keys[i], "color", g_variant_get_string (parameter, NULL));
  kontor_map_edit_end (self->edit);
}

/* Where there is room for them, as before anybody moved them. */
static void
label_back_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorMapCommands *self = user_data;
  const KontorMapItem *single = kontor_map_view_get_single (self->view);
  g_autofree char *key = single != NULL ? g_strdup (single->key) : NULL;

  if (self->edit == NULL || single == NULL || single->type != KONTOR_MAP_FLOW)
    return;
  kontor_map_edit_begin (self->edit, _("Move the words"));
  kontor_map_edit_set (self->edit, KONTOR_MAP_FLOW, key, "label_x", NULL);
  kontor_map_edit_set (self->edit, KONTOR_MAP_FLOW, key, "label_y", NULL);
  kontor_map_edit_end (self->edit);
}

static void
remove_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorMapCommands *self = user_data;

  if (self->edit != NULL)
    kontor_map_tools_remove_selected (self->tools);
}

static void
connect_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kontor_map_tools_begin_connect (KONTOR_MAP_COMMANDS (user_data)->tools);
}

static void
append_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kontor_map_tools_offer_append (KONTOR_MAP_COMMANDS (user_data)->tools);
}

static void
space_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kontor_map_tools_want_space (KONTOR_MAP_COMMANDS (user_data)->tools, TRUE);
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *target, const char *keys)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  if (target != NULL)
    g_menu_item_set_action_and_target (item, action, "s", target);
  else
    g_menu_item_set_action_and_target (item, action, NULL);
  if (keys != NULL)
    g_menu_item_set_attribute (item, "accel", "s", keys);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_kinds (void)
{
  static const KontorMapKind kinds[] = {
    KONTOR_MAP_KIND_ACTION, KONTOR_MAP_KIND_CONDITION, KONTOR_MAP_KIND_CHOICE, KONTOR_MAP_KIND_SPLIT, KONTOR_MAP_KIND_MERGE,
    KONTOR_MAP_KIND_PROCESSING, KONTOR_MAP_KIND_NESTED, KONTOR_MAP_KIND_TIMER, KONTOR_MAP_KIND_EVENT, KONTOR_MAP_KIND_END,
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_item (menu, kontor_map_kind_get_label (kinds[i]), "draw.kind", kontor_map_kind_to_text (kinds[i]), NULL);
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_arrangements (void)
{
  const char *labels[] = { _("Left edges"), _("Centres"), _("Right edges"), _("Top edges"), _("Middles"), _("Bottom edges"),
                           _("Spread across"), _("Spread down") };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (arrangements); i++)
    add_item (menu, labels[i], "draw.arrange", arrangements[i], NULL);
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_colours (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    add_item (menu, _(colours[i].label), "draw.colour", colours[i].name, NULL);
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_menu (KontorMapCommands *self)
{
  const KontorMapItem *single = kontor_map_view_get_single (self->view);
  g_auto (GStrv) keys = kontor_map_view_get_selected (self->view);
  gboolean some = keys[0] != NULL;
  g_autoptr (GMenu) on = g_menu_new (), clip = g_menu_new (), look = g_menu_new (), end = g_menu_new ();
  GMenu *menu = g_menu_new ();

  if (single != NULL && single->type == KONTOR_MAP_POINT && single->kind != KONTOR_MAP_KIND_END)
    {
      add_item (on, _("Append…"), "draw.append", NULL, "a");
      add_item (on, _("Connect with…"), "draw.connect", NULL, "c");
    }
  if (single != NULL && single->type == KONTOR_MAP_POINT && single->kind != KONTOR_MAP_KIND_START)
    {
      g_autoptr (GMenuModel) kinds = make_kinds ();

      g_menu_append_submenu (on, _("Change to"), kinds);
    }
  if (single != NULL && single->kind == KONTOR_MAP_KIND_NESTED && kontor_map_item_get_node (single, "nested") != NULL)
    {
      add_item (on, _("Open its map"), "map.open-nested", NULL, "<Control>Return");
      add_item (on, _("Open its map in a new tab"), "map.open-nested-tab", NULL, "<Control><Shift>Return");
    }
  if (single != NULL && single->kind == KONTOR_MAP_KIND_LINK)
    add_item (on, _("Open the link"), "map.open-link", NULL, "<Control>Return");
  if (some)
    {
      add_item (clip, _("Cut"), "draw.cut", NULL, "<Control>x");
      add_item (clip, _("Copy"), "draw.copy", NULL, "<Control>c");
      add_item (clip, _("Keep as a template…"), "map.keep-template", NULL, "<Control><Shift>s");
    }
  add_item (clip, _("Paste"), "draw.paste", NULL, "<Control>v");
  if (some)
    add_item (clip, _("Duplicate"), "draw.duplicate", NULL, "<Control>d");
  if (has_two (self))
    {
      g_autoptr (GMenuModel) all = make_arrangements ();

      g_menu_append_submenu (look, _("Align"), all);
      add_item (look, _("Tidy these up"), "draw.tidy", NULL, NULL);
    }
  if (some || single != NULL)
    {
      g_autoptr (GMenuModel) choice = make_colours ();

      g_menu_append_submenu (look, _("Colour"), choice);
    }
  if (single != NULL && single->type == KONTOR_MAP_FLOW && kontor_map_item_get_node (single, "label_x") != NULL)
    add_item (look, _("Words back to their place"), "draw.label-back", NULL, NULL);
  if (some || single != NULL)
    add_item (end, _("Delete"), "draw.delete", NULL, "Delete");
  else
    add_item (end, _("Select all"), "map.select-all", NULL, "<Control>a");
  add_item (end, _("Make space"), "draw.space", NULL, "s");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (on));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (clip));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (look));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  return G_MENU_MODEL (menu);
}

static gboolean
gone_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, gone_cb, g_object_ref (popover), g_object_unref);
}

static void
show_menu (KontorMapCommands *self, double x, double y)
{
  g_autoptr (GMenuModel) menu = make_menu (self);
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);

  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_widget_set_parent (popover, GTK_WIDGET (self->view));
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
right_pressed_cb (KontorMapCommands *self, int n_press, double x, double y, GtkGesture *gesture)
{
  const KontorMapItem *item = kontor_map_view_pick (self->view, x, y);

  if (self->edit == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (item == NULL)
    kontor_map_view_unselect (self->view);
  else if (!kontor_map_view_is_selected (self->view, item->type, item->key))
    kontor_map_view_select (self->view, item->type, item->key, FALSE);
  show_menu (self, x, y);
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  KontorMapCommands *self = user_data;
  const KontorMapItem *item = kontor_map_view_get_single (self->view);
  double x = gtk_widget_get_width (widget) / 2.0, y = gtk_widget_get_height (widget) / 2.0;

  if (self->edit == NULL)
    return FALSE;
  if (item != NULL && item->type != KONTOR_MAP_FLOW)
    {
      x = item->x + item->width / 2;
      y = item->y + item->height / 2;
      kontor_canvas_from_drawing (kontor_map_view_get_canvas (self->view), &x, &y);
    }
  show_menu (self, x, y);
  return TRUE;
}

static void
motion_cb (KontorMapCommands *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
leave_cb (KontorMapCommands *self)
{
  self->pointer_x = self->pointer_y = -1;
}

static void
kontor_map_commands_finalize (GObject *object)
{
  KontorMapCommands *self = KONTOR_MAP_COMMANDS (object);

  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->tools);
  g_clear_object (&self->edit);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (kontor_map_commands_parent_class)->finalize (object);
}

static void
kontor_map_commands_class_init (KontorMapCommandsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_map_commands_finalize;
}

static void
kontor_map_commands_init (KontorMapCommands *self)
{
  static const GActionEntry entries[] = {
    { .name = "copy", .activate = copy_action },
    { .name = "cut", .activate = cut_action },
    { .name = "paste", .activate = paste_action },
    { .name = "duplicate", .activate = duplicate_action },
    { .name = "arrange", .activate = arrange_action, .parameter_type = "s" },
    { .name = "tidy", .activate = tidy_action },
    { .name = "kind", .activate = kind_action, .parameter_type = "s" },
    { .name = "colour", .activate = colour_action, .parameter_type = "s" },
    { .name = "label-back", .activate = label_back_action },
    { .name = "delete", .activate = remove_action },
    { .name = "connect", .activate = connect_action },
    { .name = "append", .activate = append_action },
    { .name = "space", .activate = space_action },
  };

  self->pointer_x = self->pointer_y = -1;
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

static void
add_key (GtkEventController *keys, guint key, GdkModifierType state, const char *action)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (key, state), gtk_named_action_new (action)));
}

KontorMapCommands *
kontor_map_commands_new (KontorMapView *view, KontorMapTools *tools)
{
  KontorMapCommands *self = g_object_new (KONTOR_TYPE_MAP_COMMANDS, NULL);
  GtkWidget *canvas = GTK_WIDGET (kontor_map_view_get_canvas (view));
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *right = gtk_gesture_click_new ();

  g_set_weak_pointer (&self->view, view);
  self->tools = g_object_ref (tools);
  /* As long as the keys can be pressed. */
  g_object_set_data_full (G_OBJECT (canvas), "commands", self, g_object_unref);
  gtk_widget_insert_action_group (GTK_WIDGET (view), "draw", G_ACTION_GROUP (self->actions));
  add_key (keys, GDK_KEY_c, GDK_CONTROL_MASK, "draw.copy");
  add_key (keys, GDK_KEY_x, GDK_CONTROL_MASK, "draw.cut");
  add_key (keys, GDK_KEY_v, GDK_CONTROL_MASK, "draw.paste");
  add_key (keys, GDK_KEY_d, GDK_CONTROL_MASK, "draw.duplicate");
  for (guint i = 0; i < 2; i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (i == 0 ? GDK_KEY_Menu : GDK_KEY_F10, i == 0 ? 0 : GDK_SHIFT_MASK),
                        gtk_callback_action_new (menu_key_cb, self, NULL)));
  gtk_widget_add_controller (canvas, keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (right), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (right, "pressed", G_CALLBACK (right_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (canvas, GTK_EVENT_CONTROLLER (right));
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (canvas, motion);
  return self;
}

void
kontor_map_commands_set_edit (KontorMapCommands *self, KontorMapEdit *edit)
{
  g_set_object (&self->edit, edit);
}
