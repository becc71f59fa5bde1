#include "config.h"

#include "kit/automatic-card.h"

#include <glib/gi18n.h>

#include "kit/desk.h"
#include "kit/record-command.h"

struct _KontorAutomaticCard
{
  KontorCard  parent_instance;

  GtkWidget  *title;
  GtkWidget  *kind;
  GtkWidget  *save;
  GtkWidget  *remove;
  GtkWidget  *more;
  GtkWidget  *form;
};

G_DEFINE_FINAL_TYPE (KontorAutomaticCard, kontor_automatic_card, KONTOR_TYPE_CARD)

static gboolean
is_read_only (KontorCard *card)
{
  return (kontor_card_get_entity (card)->flags & KONTOR_ENTITY_FLAG_READ_ONLY) != 0;
}

static void
show (KontorCard *card)
{
  KontorAutomaticCard *self = KONTOR_AUTOMATIC_CARD (card);
  gboolean is_new = kontor_card_is_new (card);

  KONTOR_CARD_CLASS (kontor_automatic_card_parent_class)->show (card);
  gtk_label_set_text (GTK_LABEL (self->title), kontor_page_get_title (KONTOR_PAGE (card)));
  gtk_widget_set_visible (self->save, is_new);
  gtk_widget_set_visible (self->remove, !is_new && !is_read_only (card));
  gtk_widget_set_visible (self->more, !is_new && gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->more)) != NULL);
}

static void
take (KontorCard *card, KontorRecord *record)
{
  g_object_set (KONTOR_AUTOMATIC_CARD (card)->form, "read-only", is_read_only (card), NULL);
}

static void
make_commands (KontorAutomaticCard *self, const KontorEntity *entity)
{
  g_autoptr(GMenu) menu = g_menu_new ();

  if ((entity->flags & KONTOR_ENTITY_FLAG_DIRECTORY) == 0)
    kontor_record_command_extend (menu, entity);
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0)
    gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), G_MENU_MODEL (menu));
}

static void
kontor_automatic_card_class_init (KontorAutomaticCardClass *klass)
{
  KONTOR_CARD_CLASS (klass)->deleted = N_("It was deleted.");
  KONTOR_CARD_CLASS (klass)->take = take;
  KONTOR_CARD_CLASS (klass)->show = show;
  kontor_record_command_install (GTK_WIDGET_CLASS (klass), NULL);
}

static void
kontor_automatic_card_init (KontorAutomaticCard *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *strong = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->title = gtk_label_new (NULL);
  self->kind = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_xalign (GTK_LABEL (self->kind), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->title, "title-2");
  gtk_widget_add_css_class (self->kind, "dim-label");
  gtk_box_append (GTK_BOX (names), self->kind);
  gtk_box_append (GTK_BOX (names), self->title);
  gtk_widget_set_hexpand (names, TRUE);
  self->save = gtk_button_new_with_mnemonic (_("C_reate"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_valign (self->save, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (kontor_page_save), self);
  self->remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_tooltip_text (self->remove, _("Delete"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Delete"), -1);
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->remove, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "card.delete");
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "view-more-symbolic");
  gtk_widget_set_tooltip_text (self->more, _("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, _("More"), -1);
  gtk_widget_set_valign (self->more, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->more, "flat");
  gtk_box_append (GTK_BOX (strong), names);
  gtk_box_append (GTK_BOX (strong), self->remove);
  gtk_box_append (GTK_BOX (strong), self->more);
  gtk_box_append (GTK_BOX (strong), self->save);
  gtk_widget_add_css_class (page, "card-page");

  self->form = kontor_form_new ();
  gtk_box_append (GTK_BOX (page), strong);
  gtk_box_append (GTK_BOX (page), self->form);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 960);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 960);
  adw_clamp_set_child (ADW_CLAMP (clamp), page);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  kontor_card_add_form (KONTOR_CARD (self), KONTOR_FORM (self->form));
  g_object_set (self, "content", scroller, NULL);
}

KontorPage *
kontor_automatic_card_new (KontorDesk *desk, const char *entity, const char *id)
{
  KontorAutomaticCard *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (kontor_entity_lookup (entity) != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_AUTOMATIC_CARD, "desk", desk, NULL);
  make_commands (self, kontor_entity_lookup (entity));
  gtk_label_set_text (GTK_LABEL (self->kind), _(kontor_entity_lookup (entity)->label));
  kontor_card_open (KONTOR_CARD (self), entity, id);
  return KONTOR_PAGE (self);
}
