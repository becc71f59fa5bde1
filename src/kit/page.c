#include "config.h"

#include "kit/page.h"

#include "kit/desk.h"

typedef struct
{
  KontorDesk *desk;
  char       *title;
  char       *icon_name;
  char       *key;
  char       *address;
  gboolean    needs_attention;
  gboolean    loading;
} KontorPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KontorPage, kontor_page, ADW_TYPE_BIN)

enum
{
  PROP_DESK = 1,
  PROP_TITLE,
  PROP_ICON_NAME,
  PROP_KEY,
  PROP_ADDRESS,
  PROP_NEEDS_ATTENTION,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint close_signal;

#define PRIVATE(self) ((KontorPagePrivate *) kontor_page_get_instance_private (self))

static void
set_text (KontorPage *self, char **place, const char *text, guint property)
{
  if (g_strcmp0 (*place, text) == 0)
    return;
  g_free (*place);
  *place = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
kontor_page_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  KontorPagePrivate *priv = PRIVATE (KONTOR_PAGE (object));

  switch (property)
    {
    case PROP_DESK:
      g_value_set_object (value, priv->desk);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, priv->icon_name);
      break;
    case PROP_KEY:
      g_value_set_string (value, priv->key);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, priv->address);
      break;
    case PROP_NEEDS_ATTENTION:
      g_value_set_boolean (value, priv->needs_attention);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, priv->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kontor_page_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  KontorPage *self = KONTOR_PAGE (object);
  KontorPagePrivate *priv = PRIVATE (self);

  switch (property)
    {
    case PROP_DESK:
      g_set_object (&priv->desk, g_value_get_object (value));
      break;
    case PROP_TITLE:
      kontor_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_ICON_NAME:
      kontor_page_set_icon_name (self, g_value_get_string (value));
      break;
    case PROP_KEY:
      kontor_page_set_key (self, g_value_get_string (value));
      break;
    case PROP_ADDRESS:
      kontor_page_set_address (self, g_value_get_string (value));
      break;
    case PROP_NEEDS_ATTENTION:
      kontor_page_set_needs_attention (self, g_value_get_boolean (value));
      break;
    case PROP_LOADING:
      kontor_page_set_loading (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kontor_page_finalize (GObject *object)
{
  KontorPagePrivate *priv = PRIVATE (KONTOR_PAGE (object));

  g_clear_object (&priv->desk);
  g_clear_pointer (&priv->title, g_free);
  g_clear_pointer (&priv->icon_name, g_free);
  g_clear_pointer (&priv->key, g_free);
  g_clear_pointer (&priv->address, g_free);

  G_OBJECT_CLASS (kontor_page_parent_class)->finalize (object);
}

static void
kontor_page_class_init (KontorPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kontor_page_get_property;
  object_class->set_property = kontor_page_set_property;
  object_class->finalize = kontor_page_finalize;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, KONTOR_TYPE_DESK,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags | G_PARAM_CONSTRUCT);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL, flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  properties[PROP_NEEDS_ATTENTION] = g_param_spec_boolean ("needs-attention", NULL, NULL, FALSE, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  close_signal = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "page");
}

static void
kontor_page_init (KontorPage *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

KontorDesk *
kontor_page_get_desk (KontorPage *self)
{
  g_return_val_if_fail (KONTOR_IS_PAGE (self), NULL);
  return PRIVATE (self)->desk;
}

const char *
kontor_page_get_title (KontorPage *self)
{
  g_return_val_if_fail (KONTOR_IS_PAGE (self), NULL);
  return PRIVATE (self)->title;
}

void
kontor_page_set_title (KontorPage *self, const char *title)
{
  g_return_if_fail (KONTOR_IS_PAGE (self));
  set_text (self, &PRIVATE (self)->title, title, PROP_TITLE);
}

const char *
kontor_page_get_icon_name (KontorPage *self)
{
  g_return_val_if_fail (KONTOR_IS_PAGE (self), NULL);
  return PRIVATE (self)->icon_name;
}

void
kontor_page_set_icon_name (KontorPage *self, const char *icon_name)
{
  g_return_if_fail (KONTOR_IS_PAGE (self));
  set_text (self, &PRIVATE (self)->icon_name, icon_name, PROP_ICON_NAME);
}

gboolean
kontor_page_get_needs_attention (KontorPage *self)
{
  g_return_val_if_fail (KONTOR_IS_PAGE (self), FALSE);
  return PRIVATE (self)->needs_attention;
}

void
kontor_page_set_needs_attention (KontorPage *self, gboolean needs_attention)
{
  KontorPagePrivate *priv;

  g_return_if_fail (KONTOR_IS_PAGE (self));

  priv = PRIVATE (self);
  if (priv->needs_attention == !!needs_attention)
    return;
  priv->needs_attention = !!needs_attention;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEEDS_ATTENTION]);
}

gboolean
kontor_page_get_loading (KontorPage *self)
{
  g_return_val_if_fail (KONTOR_IS_PAGE (self), FALSE);
  return PRIVATE (self)->loading;
}

void
kontor_page_set_loading (KontorPage *self, gboolean loading)
{
  KontorPagePrivate *priv;

  g_return_if_fail (KONTOR_IS_PAGE (self));

  priv = PRIVATE (self);
  if (priv->loading == !!loading)
    return;
  priv->loading = !!loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

const char *
kontor_page_get_key (KontorPage *self)
{
  g_return_val_if_fail (KONTOR_IS_PAGE (self), NULL);
  return PRIVATE (self)->key;
}

void
kontor_page_set_key (KontorPage *self, const char *key)
{
  g_return_if_fail (KONTOR_IS_PAGE (self));
  set_text (self, &PRIVATE (self)->key, key, PROP_KEY);
}

const char *
kontor_page_get_address (KontorPage *self)
{
  g_return_val_if_fail (KONTOR_IS_PAGE (self), NULL);
  return PRIVATE (self)->address;
}

void
kontor_page_set_address (KontorPage *self, const char *address)
{
  g_return_if_fail (KONTOR_IS_PAGE (self));
  set_text (self, &PRIVATE (self)->address, address, PROP_ADDRESS);
}

gboolean
kontor_page_can_close (KontorPage *self)
{
  KontorPageClass *klass;

  g_return_val_if_fail (KONTOR_IS_PAGE (self), TRUE);

  klass = KONTOR_PAGE_GET_CLASS (self);
  return klass->can_close == NULL || klass->can_close (self);
}

void
kontor_page_close (KontorPage *self)
{
  g_return_if_fail (KONTOR_IS_PAGE (self));
  g_signal_emit (self, close_signal, 0);
}

#define CALL_VIRTUAL(name)                                          \
  void                                                              \
  kontor_page_##name (KontorPage *self)                             \
  {                                                                 \
    g_return_if_fail (KONTOR_IS_PAGE (self));                       \
    if (KONTOR_PAGE_GET_CLASS (self)->name != NULL)                 \
      KONTOR_PAGE_GET_CLASS (self)->name (self);                    \
  }

CALL_VIRTUAL (refresh)
CALL_VIRTUAL (save)
CALL_VIRTUAL (find)
CALL_VIRTUAL (arrive)

gboolean
kontor_page_next_area (KontorPage *self)
{
  g_return_val_if_fail (KONTOR_IS_PAGE (self), FALSE);
  return KONTOR_PAGE_GET_CLASS (self)->next_area != NULL && KONTOR_PAGE_GET_CLASS (self)->next_area (self);
}
