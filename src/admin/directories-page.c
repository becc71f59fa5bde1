#include "config.h"

#include "admin/directories-page.h"

#include <glib/gi18n.h>

struct _KontorDirectoriesPage
{
  KontorPage  parent_instance;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (KontorDirectoriesPage, kontor_directories_page, KONTOR_TYPE_PAGE)

#define ROW_ENTITY "kontor-entity"

static void
row_activated_cb (KontorDirectoriesPage *self, GtkListBoxRow *row)
{
  const KontorEntity *entity = g_object_get_data (G_OBJECT (row), ROW_ENTITY);

  kontor_desk_open_list (kontor_page_get_desk (KONTOR_PAGE (self)), entity->name, NULL, NULL);
}

/* One more of the directory that the focus is on. */
static void
new_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorDirectoriesPage *self = KONTOR_DIRECTORIES_PAGE (widget);
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  const KontorEntity *entity = NULL;

  if (row == NULL)
    row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0));
  entity = row != NULL ? g_object_get_data (G_OBJECT (row), ROW_ENTITY) : NULL;
  if (entity != NULL)
    kontor_desk_open_record (kontor_page_get_desk (KONTOR_PAGE (self)), entity->name, "");
}

static void
append_row (KontorDirectoriesPage *self, const KontorEntity *entity)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (entity->icon != NULL ? entity->icon : "kontor-directories-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(entity->plural));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), ROW_ENTITY, (gpointer) entity);
  gtk_list_box_append (self->list, row);
}

static void
kontor_directories_page_arrive (KontorPage *page)
{
  KontorDirectoriesPage *self = KONTOR_DIRECTORIES_PAGE (page);

  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
kontor_directories_page_class_init (KontorDirectoriesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  KONTOR_PAGE_CLASS (klass)->arrive = kontor_directories_page_arrive;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/directories-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorDirectoriesPage, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  /* The name under which the window looks for what its key for "new" does here. */
  gtk_widget_class_install_action (widget_class, "list.new", NULL, new_action);
}

static void
kontor_directories_page_init (KontorDirectoriesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (const KontorEntity * const *each = kontor_entity_list (); *each != NULL; each++)
    if (((*each)->flags & KONTOR_ENTITY_FLAG_DIRECTORY) != 0)
      append_row (self, *each);
}

KontorPage *
kontor_directories_page_new (KontorDesk *desk, const char *argument)
{
  return g_object_new (KONTOR_TYPE_DIRECTORIES_PAGE,
                       "desk", desk,
                       "title", _("Directories"),
                       "icon-name", "kontor-directories-symbolic",
                       "key", "page:directories",
                       "address", "win.open-page(('directories', ''))",
                       NULL);
}
