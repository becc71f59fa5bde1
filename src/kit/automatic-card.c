#include "config.h"

#include "kit/automatic-card.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kit/form.h"
#include "kit/record-command.h"

struct _KontorAutomaticCard
{
  KontorPage          parent_instance;
  const KontorEntity *entity;
  KontorRecord       *record;
  char               *id;
  GtkWidget          *stack;
  GtkWidget          *status;
  GtkWidget          *title;
  GtkWidget          *kind;
  GtkWidget          *save;
  GtkWidget          *remove;
  GtkWidget          *more;
  GtkWidget          *form;
  GCancellable       *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorAutomaticCard, kontor_automatic_card, KONTOR_TYPE_PAGE)

static void
show_title (KontorAutomaticCard *self)
{
  gboolean is_new = kontor_record_get_version (self->record) == 0;
  g_autofree char *new_title = g_strdup_printf (_("New: %s"), _(self->entity->label));
  const char *title = is_new ? new_title : kontor_record_get_title (self->record);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  kontor_page_set_title (KONTOR_PAGE (self), title);
  gtk_widget_set_visible (self->save, is_new);
  gtk_widget_set_visible (self->remove, !is_new && (self->entity->flags & KONTOR_ENTITY_FLAG_READ_ONLY) == 0);
  gtk_widget_set_visible (self->more, !is_new && gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->more)) != NULL);
}

static void
take_address (KontorAutomaticCard *self)
{
  g_autofree char *key = g_strdup_printf ("%s:%s", self->entity->name, kontor_record_get_id (self->record));
  g_autofree char *address = g_strdup_printf ("win.open-record(('%s','%s'))", self->entity->name,
                                              kontor_record_get_id (self->record));

  kontor_page_set_key (KONTOR_PAGE (self), key);
  kontor_page_set_address (KONTOR_PAGE (self), address);
}

static void
changed_cb (KontorRecord *record, const char *field, KontorAutomaticCard *self)
{
  show_title (self);
}

static void
show_record (KontorAutomaticCard *self, KontorRecord *record)
{
  self->record = g_object_ref (record);
  g_signal_connect_object (record, "changed", G_CALLBACK (changed_cb), self, 0);
  kontor_form_set_record (KONTOR_FORM (self->form), record);
  g_object_set (self->form, "read-only", (self->entity->flags & KONTOR_ENTITY_FLAG_READ_ONLY) != 0, NULL);
  show_title (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "form");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorAutomaticCard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorRecord) record = kontor_store_load_finish (KONTOR_STORE (source), result, &error);

  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (record == NULL)
    {
      g_autofree char *words = kontor_error_describe (error);
      g_autofree char *markup = g_markup_escape_text (words, -1);

      adw_status_page_set_title (ADW_STATUS_PAGE (self->status), _("It cannot be shown"));
      adw_status_page_set_description (ADW_STATUS_PAGE (self->status), markup);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "status");
      return;
    }
  if (self->record == NULL)
    show_record (self, record);
}

static void
load (KontorAutomaticCard *self)
{
  KontorStore *store = kontor_desk_get_store (kontor_page_get_desk (KONTOR_PAGE (self)));

  if (store == NULL)
    return;
  kontor_page_set_loading (KONTOR_PAGE (self), TRUE);
  kontor_store_load_async (store, self->entity, self->id, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
retry_cb (GtkButton *button, KontorAutomaticCard *self)
{
  load (self);
}

static void
saved_cb (KontorForm *form, KontorAutomaticCard *self)
{
  show_title (self);
  take_address (self);
}

static void
save_cb (GtkButton *button, KontorAutomaticCard *self)
{
  kontor_form_save (KONTOR_FORM (self->form));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorAutomaticCard) self = user_data;
  g_autoptr(GError) error = NULL;

  if (kontor_store_remove_finish (KONTOR_STORE (source), result, &error))
    kontor_page_close (KONTOR_PAGE (self));
  else
    kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("It was not deleted"));
}

static void
remove_cb (GtkButton *button, KontorAutomaticCard *self)
{
  KontorStore *store = kontor_desk_get_store (kontor_page_get_desk (KONTOR_PAGE (self)));

  /* No question: the toast offers to undo it. */
  if (store != NULL && self->record != NULL)
    kontor_store_remove_async (store, self->record, NULL, removed_cb, g_object_ref (self));
}

static void
leave_response_cb (AdwMessageDialog *dialog, const char *response, KontorAutomaticCard *self)
{
  if (!g_str_equal (response, "discard"))
    return;
  kontor_record_revert (self->record, NULL);
  kontor_form_set_record (KONTOR_FORM (self->form), NULL);
  kontor_page_close (KONTOR_PAGE (self));
}

static gboolean
kontor_automatic_card_can_close (KontorPage *page)
{
  KontorAutomaticCard *self = KONTOR_AUTOMATIC_CARD (page);
  GtkWidget *dialog;

  kontor_form_commit (KONTOR_FORM (self->form));
  if (!kontor_form_is_dirty (KONTOR_FORM (self->form)))
    return TRUE;

  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   _("Not saved yet"), _("What you typed here will be lost."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "stay", _("_Go On Editing"), "discard", _("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (leave_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return FALSE;
}

static void
kontor_automatic_card_save (KontorPage *page)
{
  kontor_form_save (KONTOR_FORM (KONTOR_AUTOMATIC_CARD (page)->form));
}

static void
kontor_automatic_card_refresh (KontorPage *page)
{
  KontorAutomaticCard *self = KONTOR_AUTOMATIC_CARD (page);

  if (self->id != NULL)
    load (self);
}

static void
kontor_automatic_card_arrive (KontorPage *page)
{
  KontorAutomaticCard *self = KONTOR_AUTOMATIC_CARD (page);

  if (self->record != NULL && kontor_record_get_version (self->record) == 0)
    kontor_form_focus_field (KONTOR_FORM (self->form), NULL);
}

static void
kontor_automatic_card_dispose (GObject *object)
{
  KontorAutomaticCard *self = KONTOR_AUTOMATIC_CARD (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->record);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (kontor_automatic_card_parent_class)->dispose (object);
}

static KontorRecord *
get_record (GtkWidget *card)
{
  return KONTOR_AUTOMATIC_CARD (card)->record;
}

static void
make_commands (KontorAutomaticCard *self)
{
  g_autoptr(GMenu) menu = g_menu_new ();

  if ((self->entity->flags & KONTOR_ENTITY_FLAG_DIRECTORY) == 0)
    kontor_record_command_extend (menu, self->entity);
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0)
    gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), G_MENU_MODEL (menu));
}

static void
kontor_automatic_card_class_init (KontorAutomaticCardClass *klass)
{
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_automatic_card_dispose;
  page_class->can_close = kontor_automatic_card_can_close;
  page_class->save = kontor_automatic_card_save;
  page_class->refresh = kontor_automatic_card_refresh;
  page_class->arrive = kontor_automatic_card_arrive;

  kontor_record_command_install (GTK_WIDGET_CLASS (klass), NULL, get_record);
}

static void
kontor_automatic_card_init (KontorAutomaticCard *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *strong = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *retry = gtk_button_new_with_mnemonic (_("_Try Again"));

  self->cancellable = g_cancellable_new ();
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
  g_signal_connect (self->save, "clicked", G_CALLBACK (save_cb), self);
  self->remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_tooltip_text (self->remove, _("Delete"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Delete"), -1);
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->remove, "flat");
  g_signal_connect (self->remove, "clicked", G_CALLBACK (remove_cb), self);
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
  g_signal_connect (self->form, "saved", G_CALLBACK (saved_cb), self);
  gtk_box_append (GTK_BOX (page), strong);
  gtk_box_append (GTK_BOX (page), self->form);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 960);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 960);
  adw_clamp_set_child (ADW_CLAMP (clamp), page);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);

  self->status = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->status), "dialog-warning-symbolic");
  gtk_widget_set_halign (retry, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (retry, "pill");
  g_signal_connect (retry, "clicked", G_CALLBACK (retry_cb), self);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->status), retry);

  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "form");
  gtk_stack_add_named (GTK_STACK (self->stack), self->status, "status");
  adw_bin_set_child (ADW_BIN (self), self->stack);
}

KontorPage *
kontor_automatic_card_new (KontorDesk *desk, const char *entity, const char *id)
{
  KontorAutomaticCard *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (kontor_entity_lookup (entity) != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_AUTOMATIC_CARD, "desk", desk, NULL);
  self->entity = kontor_entity_lookup (entity);
  make_commands (self);
  gtk_label_set_text (GTK_LABEL (self->kind), _(self->entity->label));
  kontor_page_set_icon_name (KONTOR_PAGE (self), self->entity->icon);
  kontor_page_set_title (KONTOR_PAGE (self), _(self->entity->label));

  if (id == NULL || *id == '\0')
    {
      g_autoptr(KontorRecord) record = kontor_record_new (self->entity, NULL);
      g_autofree char *key = g_strdup_printf ("%s:%s", entity, kontor_record_get_id (record));

      kontor_page_set_key (KONTOR_PAGE (self), key);
      show_record (self, record);
    }
  else
    {
      g_autofree char *key = g_strdup_printf ("%s:%s", entity, id);
      g_autofree char *address = g_strdup_printf ("win.open-record(('%s','%s'))", entity, id);

      self->id = g_strdup (id);
      kontor_page_set_key (KONTOR_PAGE (self), key);
      kontor_page_set_address (KONTOR_PAGE (self), address);
      load (self);
    }
  return KONTOR_PAGE (self);
}
