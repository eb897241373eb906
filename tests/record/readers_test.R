# Opens the example file with R's ncdf4 and checks names, dates and values; stops on the first difference.
library(ncdf4)
file <- nc_open(commandArgs(trailingOnly = TRUE)[1])
axes <- function(name) sapply(file$var[[name]]$dim, function(d) d$name)
time <- file$dim$time
stopifnot(time$units == "days since 2010-01-01 00:00:00", time$calendar == "proleptic_gregorian")
dates <- as.Date(time$vals, origin = "2010-01-01")
stopifnot(all(dates == as.Date(c("2011-12-31", "2012-01-31", "2012-02-29", "2012-03-31", "2012-04-30"))))
stopifnot(all(file$dim$run$vals == c(0, 2, 4)))
stopifnot(all(file$dim$service$vals == c("community_health", "libraries", "youth services")))

# R lists axes from the fastest.
stopifnot(all(axes("exits") == c("reason", "service", "time", "run")))
exits <- ncvar_get(file, "exits")
for (reason in 1:22) for (service in 1:3) for (row in 1:5) for (run in 1:3) {
  expected <- (((run - 1) * 2 * 100 + row - 1) * 30 + service - 1) * 30 + reason - 1 + nchar("exits")
  stopifnot(exits[reason, service, row, run] == expected)
}
price <- ncvar_get(file, "award_price")
stopifnot(all(is.na(price[, 1, ])), price[2, 3, 1] == ((2 * 30 + 1) * 30 + nchar("award_price")) / 8)
stopifnot(ncvar_get(file, "seed")[3] == "ffffffff00000004")
stopifnot(ncatt_get(file, "savings", "units")$value == "GBP month-1")
stopifnot(ncatt_get(file, 0, "employees")$value == 5e9, ncatt_get(file, 0, "scale")$value == 0.125)
stopifnot(grepl("name = \"synthetic\"", ncvar_get(file, "resolved_scenario"), fixed = TRUE))
stopifnot(all(ncvar_get(file, "proposals/launched") == rep(c(1, 2), 3)))
stopifnot(all(ncvar_get(file, "proposals/unit") == c(3e9, 9, 3e9 + 2, 9, 3e9 + 4, 9)))
headcount <- ncvar_get(file, "units/headcount")
stopifnot(all(dim(headcount) == c(2, 2, 3)), headcount[1, 2, 3] == 15)
stopifnot(ncvar_get(file, "failures/failed_run") == 1)
nc_close(file)
cat("R read every value\n")
