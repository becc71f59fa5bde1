select kontor.file_content($1::uuid)
