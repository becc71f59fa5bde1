#include "config.h"

#include <glib/gi18n.h>

#include "base/moment.h"
#include "processes/map-comment-list.h"

struct _KontorMapCommentList
{
  GtkWidget          parent_instance;

  GtkWidget         *box;
  GtkListBox        *list;
  GtkWidget         *stack;
  GtkWidget         *about;
  GtkWidget         *text;
  GtkWidget         *send;
  GtkWidget         *leave;
  GtkWidget         *settled;
  KontorMapComments *comments;
  KontorMapView     *view;
  gboolean           may_edit;
  /* The comment that is being answered, or NULL. */
  char              *answered;
};

G_DEFINE_FINAL_TYPE (KontorMapCommentList, kontor_map_comment_list, GTK_TYPE_WIDGET)

static const KontorMapItem *
find_point (KontorMapCommentList *self, const char *key)
{
  KontorMap *map = kontor_map_view_get_map (self->view);

  return map != NULL && key != NULL ? kontor_map_find (map, KONTOR_MAP_POINT, key) : NULL;
}

static const char *
name_of (const KontorMapItem *point)
{
  const char *name = kontor_map_item_get_text (point, "name");

  return *name != '\0' ? name : kontor_map_kind_get_label (point->kind);
}

/* The point one writes about; NULL: the map. */
static const KontorMapItem *
get_aim (KontorMapCommentList *self)
{
  const KontorMapItem *single = kontor_map_view_get_single (self->view);

  return single != NULL && single->type == KONTOR_MAP_POINT ? single : NULL;
}

static const KontorMapComment *
find_comment (KontorMapCommentList *self, const char *id)
{
  for (guint i = 0; id != NULL && i < kontor_map_comments_get_count (self->comments); i++)
    if (g_strcmp0 (kontor_map_comments_get (self->comments, i)->id, id) == 0)
      return kontor_map_comments_get (self->comments, i);
  return NULL;
}

void
kontor_map_comment_list_aim (KontorMapCommentList *self)
{
  const KontorMapItem *point = get_aim (self);
  const KontorMapComment *answered = find_comment (self, self->answered);
  g_autofree char *words = NULL;

  if (answered != NULL)
    words = g_strdup_printf (_("Answer to %s"), answered->author != NULL ? answered->author : _("somebody who has left"));
  else if (point != NULL)
    words = g_strdup_printf (_("About “%s”"), name_of (point));
  else
    words = g_strdup (_("About the whole map"));
  gtk_label_set_text (GTK_LABEL (self->about), words);
  gtk_widget_set_visible (self->leave, answered != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static char *
get_text (KontorMapCommentList *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return g_strdup (g_strstrip (text));
}

static void
text_changed_cb (KontorMapCommentList *self)
{
  g_autofree char *text = get_text (self);

  gtk_widget_set_sensitive (self->send, *text != '\0');
}

static void
answer (KontorMapCommentList *self, const char *id)
{
  g_free (self->answered);
  self->answered = g_strdup (id);
  kontor_map_comment_list_aim (self);
}

static void
leave_cb (KontorMapCommentList *self)
{
  answer (self, NULL);
  gtk_widget_grab_focus (self->text);
}

static void
send_cb (KontorMapCommentList *self)
{
  g_autofree char *text = get_text (self);
  const KontorMapItem *point = get_aim (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));

  if (*text == '\0')
    return;
  kontor_map_comments_add (self->comments, self->answered == NULL && point != NULL ? point->key : NULL, self->answered, text);
  /* From now on undoing takes the comment back, not its typing. */
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, "", -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  answer (self, NULL);
}

static gboolean
send_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  send_cb (user_data);
  return TRUE;
}

static const char *
id_of (gpointer object)
{
  return g_object_get_data (G_OBJECT (object), "comment");
}

static void
answer_cb (GtkButton *button, KontorMapCommentList *self)
{
  answer (self, id_of (button));
  gtk_widget_grab_focus (self->text);
}

static void
settle_cb (GtkButton *button, KontorMapCommentList *self)
{
  const KontorMapComment *comment = find_comment (self, id_of (button));

  if (comment != NULL)
    kontor_map_comments_settle (self->comments, comment->id, comment->settled_at == NULL);
}

static void
remove_cb (GtkButton *button, KontorMapCommentList *self)
{
  kontor_map_comments_remove (self->comments, id_of (button));
}

static void
activated_cb (KontorMapCommentList *self, GtkListBoxRow *row)
{
  const KontorMapComment *comment = find_comment (self, id_of (row));
  const KontorMapItem *point = comment != NULL ? find_point (self, comment->point) : NULL;

  if (point == NULL)
    return;
  kontor_map_view_select (self->view, KONTOR_MAP_POINT, point->key, FALSE);
  kontor_canvas_reveal (kontor_map_view_get_canvas (self->view), &GRAPHENE_RECT_INIT (point->x, point->y, point->width, point->height));
}

/* The list ------------------------------------------------------------------------------ */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_button (KontorMapCommentList *self, GtkWidget *line, const char *label, const KontorMapComment *comment, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *words = g_strdup_printf ("%s: %s", label, comment->text);

  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (button), "comment", g_strdup (comment->id), g_free);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  gtk_box_append (GTK_BOX (line), button);
}

static void
add_row (KontorMapCommentList *self, const KontorMapComment *comment)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const KontorMapItem *point = find_point (self, comment->point);
  const char *author = comment->author != NULL ? comment->author : _("Somebody who has left");
  g_autofree char *moment = kontor_moment_format (comment->created_at);
  g_autofree char *exact = kontor_moment_format_exact (comment->created_at);
  g_autofree char *head = g_strdup_printf ("%s · %s", author, moment);
  GtkWidget *heading = make_label (head, "caption");

  gtk_widget_add_css_class (heading, "dim-label");
  gtk_widget_set_tooltip_text (heading, exact);
  if (comment->point != NULL)
    gtk_box_append (GTK_BOX (box), make_label (point != NULL ? name_of (point) : _("A point that is gone"), "heading"));
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), make_label (comment->text, NULL));
  if (comment->settled_at != NULL)
    {
      g_autofree char *settled = g_strdup_printf (_("Settled by %s"), comment->settled_by != NULL ? comment->settled_by : _("somebody who has left"));
      GtkWidget *label = make_label (settled, "caption");

      gtk_widget_add_css_class (label, "success");
      gtk_box_append (GTK_BOX (box), label);
    }
  if (comment->answers == NULL)
    add_button (self, line, _("Answer"), comment, G_CALLBACK (answer_cb));
  if (comment->answers == NULL && (comment->mine || self->may_edit))
    add_button (self, line, comment->settled_at != NULL ? _("Open again") : _("Settle"), comment, G_CALLBACK (settle_cb));
  if (comment->mine)
    add_button (self, line, _("Delete"), comment, G_CALLBACK (remove_cb));
  gtk_widget_add_css_class (line, "map-comment-actions");
  gtk_widget_set_visible (line, gtk_widget_get_first_child (line) != NULL);
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_set_margin_start (box, comment->answers != NULL ? 24 : 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), point != NULL);
  g_object_set_data_full (G_OBJECT (row), "comment", g_strdup (comment->id), g_free);
  gtk_list_box_append (self->list, row);
}

static void
show (KontorMapCommentList *self)
{
  gboolean with_settled = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->settled)), shown = FALSE;
  guint n_settled = 0;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < kontor_map_comments_get_count (self->comments); i++)
    {
      const KontorMapComment *comment = kontor_map_comments_get (self->comments, i);

      /* An answer goes with what it answers. */
      if (comment->answers == NULL)
        {
          shown = comment->settled_at == NULL || with_settled;
          n_settled += comment->settled_at != NULL;
        }
      if (shown)
        add_row (self, comment);
    }
  gtk_widget_set_visible (self->settled, n_settled > 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), gtk_list_box_get_row_at_index (self->list, 0) != NULL ? "list" : "empty");
  if (find_comment (self, self->answered) == NULL)
    g_clear_pointer (&self->answered, g_free);
  kontor_map_comment_list_aim (self);
}

static void
kontor_map_comment_list_dispose (GObject *object)
{
  KontorMapCommentList *self = KONTOR_MAP_COMMENT_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->comments);
  g_clear_weak_pointer (&self->view);
  g_clear_pointer (&self->answered, g_free);
  G_OBJECT_CLASS (kontor_map_comment_list_parent_class)->dispose (object);
}

static void
kontor_map_comment_list_class_init (KontorMapCommentListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_comment_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

/* The field for a new one, and what it is about. */
static GtkWidget *
make_composer (KontorMapCommentList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->about = make_label ("", "heading");
  self->text = gtk_text_view_new ();
  self->send = gtk_button_new_with_mnemonic (_("Co_mment"));
  self->leave = gtk_button_new_with_mnemonic (_("_No answer"));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->text), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->text), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->text), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->text), 6);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), "changed", G_CALLBACK (text_changed_cb), self);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK), gtk_callback_action_new (send_key_cb, self, NULL)));
  gtk_widget_add_controller (self->text, keys);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), self->text);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), 72);
  gtk_widget_add_css_class (window, "map-text");
  gtk_widget_set_sensitive (self->send, FALSE);
  gtk_widget_set_tooltip_text (self->send, _("Everybody who opens this map reads it (Ctrl+Enter)"));
  g_signal_connect_swapped (self->send, "clicked", G_CALLBACK (send_cb), self);
  g_signal_connect_swapped (self->leave, "clicked", G_CALLBACK (leave_cb), self);
  gtk_box_append (GTK_BOX (line), self->send);
  gtk_box_append (GTK_BOX (line), self->leave);
  gtk_box_append (GTK_BOX (box), self->about);
  gtk_box_append (GTK_BOX (box), window);
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 12);
  return box;
}

static void
kontor_map_comment_list_init (KontorMapCommentList *self)
{
  GtkWidget *window = gtk_scrolled_window_new (), *empty;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->stack = gtk_stack_new ();
  self->settled = gtk_check_button_new_with_mnemonic (_("Those that are _settled as well"));
  empty = make_label (_("Nobody has said anything of this map yet. What you write is about the point that is selected, or about the whole map."), "dim-label");
  gtk_label_set_yalign (GTK_LABEL (empty), 0);
  gtk_widget_set_margin_start (empty, 12);
  gtk_widget_set_margin_end (empty, 12);
  gtk_widget_set_margin_top (empty, 12);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "process-history");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Comments"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->settled, "toggled", G_CALLBACK (show), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_stack_add_named (GTK_STACK (self->stack), window, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_widget_set_margin_start (self->settled, 9);
  gtk_widget_set_margin_top (self->settled, 6);
  gtk_box_append (GTK_BOX (self->box), self->settled);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self->box), make_composer (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_size_request (GTK_WIDGET (self), 290, -1);
}

GtkWidget *
kontor_map_comment_list_new (KontorMapComments *comments, KontorMapView *view, gboolean may_edit)
{
  KontorMapCommentList *self = g_object_new (KONTOR_TYPE_MAP_COMMENT_LIST, NULL);

  self->comments = g_object_ref (comments);
  g_set_weak_pointer (&self->view, view);
  self->may_edit = may_edit;
  g_signal_connect_object (comments, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

void
kontor_map_comment_list_focus (KontorMapCommentList *self)
{
  gtk_widget_grab_focus (self->text);
}
