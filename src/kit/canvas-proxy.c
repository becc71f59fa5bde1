#include "config.h"

#include "kit/canvas-proxy.h"

struct _KontorCanvasProxy
{
  GtkWidget parent_instance;

  char     *id;
};

G_DEFINE_FINAL_TYPE (KontorCanvasProxy, kontor_canvas_proxy, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
kontor_canvas_proxy_finalize (GObject *object)
{
  g_free (KONTOR_CANVAS_PROXY (object)->id);
  G_OBJECT_CLASS (kontor_canvas_proxy_parent_class)->finalize (object);
}

static void
kontor_canvas_proxy_class_init (KontorCanvasProxyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kontor_canvas_proxy_finalize;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_activate_signal (widget_class, signals[ACTIVATED]);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Return, 0, "activated", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_KP_Enter, 0, "activated", NULL);
  gtk_widget_class_set_css_name (widget_class, "canvas-item");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
kontor_canvas_proxy_init (KontorCanvasProxy *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
kontor_canvas_proxy_new (const char *id)
{
  KontorCanvasProxy *self = g_object_new (KONTOR_TYPE_CANVAS_PROXY, NULL);

  self->id = g_strdup (id);
  return GTK_WIDGET (self);
}

const char *
kontor_canvas_proxy_get_id (KontorCanvasProxy *self)
{
  return self->id;
}
