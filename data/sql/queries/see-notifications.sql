select kontor.see_notifications($1::uuid[])
