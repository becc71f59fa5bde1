select kontor.map_picture_store(decode($1::text, 'base64')) as hash
