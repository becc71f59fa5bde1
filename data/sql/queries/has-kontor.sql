select to_regnamespace('kontor') is not null
