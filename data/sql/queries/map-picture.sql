select encode(kontor.map_picture($1::text), 'base64') as content
