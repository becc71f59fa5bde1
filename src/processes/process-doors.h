#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/*
 * What people do with a running process: each goes through a door of the
 * server, with a reason where the server asks for one.  What was typed is
 * offered again when the door refused.
 */

typedef enum
{
  KONTOR_PROCESS_STOP,
  KONTOR_PROCESS_CONTINUE,
  KONTOR_PROCESS_CANCEL,
  KONTOR_PROCESS_MOVE,
  KONTOR_PROCESS_RETRY,
  KONTOR_PROCESS_SKIP,
} KontorProcessDoor;

/**
 * kontor_process_door_open:
 * @page: of the process; it is read again afterwards
 * @token: (nullable): which of its places, for moving, trying again, skipping
 * @point: (nullable): where to move it
 * @name: (nullable): how the place, or for moving the target, is called
 */
void kontor_process_door_open (KontorPage *page, KontorProcessDoor door, const char *process,
                               const char *token, const char *point, const char *name);

G_END_DECLS
