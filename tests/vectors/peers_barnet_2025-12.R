# How tests/vectors/peers_barnet_2025-12.csv was made: each figure of Barnet among the 32 London
# boroughs, worked out in base R straight from the release's own labels, apart from the product.
#   Rscript tests/vectors/peers_barnet_2025-12.R > tests/vectors/peers_barnet_2025-12.csv
# The columns z and verdict were worked out by the same lines in numpy, which gave z_published to
# nine digits; the others are R's.
crime <- read.csv("data/mps/2026-01/MPS Borough Level Crime (most recent 24 months).csv",
                  check.names = FALSE)
people <- read.csv("tests/data/london_borough_population_2011_2022.csv", check.names = FALSE)
months <- sprintf("2025%02d", 1:12)
crime$year <- rowSums(crime[, months])

# Which rows of the release each indicator counts.
major <- function(x) crime$MajorText == x
minor <- function(x) crime$MinorText %in% x
rows <- list(
  burglary = major("BURGLARY"),
  residential_burglary = major("BURGLARY") & !minor("BURGLARY BUSINESS AND COMMUNITY"),
  robbery = major("ROBBERY"),
  personal_robbery = minor("ROBBERY OF PERSONAL PROPERTY"),
  theft_from_person = minor("THEFT FROM THE PERSON"),
  shoplifting = minor("SHOPLIFTING"),
  bicycle_theft = minor("BICYCLE THEFT"),
  criminal_damage = minor("CRIMINAL DAMAGE"),
  arson = minor("ARSON"),
  violence_with_injury = minor("VIOLENCE WITH INJURY"),
  public_order = major("PUBLIC ORDER OFFENCES"),
  rape = minor("RAPE"),
  weapons = major("POSSESSION OF WEAPONS"),
  drug_trafficking = minor("TRAFFICKING OF DRUGS"),
  theft_from_vehicle = minor("THEFT FROM A VEHICLE"),
  theft_of_vehicle = minor(c("THEFT OR UNAUTH TAKING OF A MOTOR VEH",
    "AGGRAVATED VEHICLE TAKING")),
  violence_without_injury = minor("VIOLENCE WITHOUT INJURY"),
  stalking_harassment = minor("STALKING AND HARASSMENT"),
  other_sexual = minor("OTHER SEXUAL OFFENCES"),
  mopac7_total = major("BURGLARY") | major("ROBBERY") |
    minor(c("VIOLENCE WITH INJURY", "THEFT FROM THE PERSON", "CRIMINAL DAMAGE",
      "THEFT OR UNAUTH TAKING OF A MOTOR VEH", "AGGRAVATED VEHICLE TAKING",
      "THEFT FROM A VEHICLE"))
)

compared <- function(id) {
  counts <- tapply(crime$year[rows[[id]]], crime$BoroughName[rows[[id]]], sum)
  residents <- setNames(people[["2022"]], people$LAD24NM)
  boroughs <- intersect(names(residents), names(counts))
  o <- counts[boroughs]; n <- residents[boroughs]
  rate <- 1000 * o / n
  # Spiegelhalter et al. 2012: square-root scale, 10 % winsorised, additive over-dispersion.
  e <- n * sum(o) / sum(n)
  y <- sqrt(o / e); s <- 1 / (2 * sqrt(e))
  z <- (y - 1) / s
  q <- quantile(z, c(0.1, 0.9), type = 7)
  phi <- mean(pmin(pmax(z, q[1]), q[2])^2)
  w <- 1 / s^2
  scores <- function(phi) {
    tau2 <- max(0, (length(o) * phi - (length(o) - 1)) / (sum(w) - sum(w^2) / sum(w)))
    unname(((y - 1) / sqrt(s^2 + tau2))["Barnet"])
  }
  # The winsorised square of a normal score is 0.679, not 1.
  here <- scores(phi / 0.679)
  words <- c("much lower", "lower", "similar", "higher", "much higher")
  data.frame(
    indicator = id,
    count = o[["Barnet"]],
    rate = rate[["Barnet"]],
    # Byar, or exact under 10.
    low = 1000 * (if (o[["Barnet"]] < 10) qchisq(0.025, 2 * o[["Barnet"]]) / 2 else
      o[["Barnet"]] * (1 - 1 / (9 * o[["Barnet"]]) - qnorm(0.975) / (3 * sqrt(o[["Barnet"]])))^3) /
      n[["Barnet"]],
    high = 1000 * (if (o[["Barnet"]] < 10) qchisq(0.975, 2 * (o[["Barnet"]] + 1)) / 2 else
      (o[["Barnet"]] + 1) * (1 - 1 / (9 * (o[["Barnet"]] + 1)) +
        qnorm(0.975) / (3 * sqrt(o[["Barnet"]] + 1)))^3) / n[["Barnet"]],
    peer_rate = mean(rate),
    rank = unname(rank(rate, ties.method = "min")["Barnet"]),
    of = length(rate),
    z_unadjusted = unname(z["Barnet"]),
    z_published = scores(phi),
    z = here,
    verdict = words[findInterval(here, qnorm(c(0.001, 0.025, 0.975, 0.999))) + 1]
  )
}

result <- do.call(rbind, lapply(names(rows), compared))
numbers <- sapply(result, is.numeric)
result[numbers] <- lapply(result[numbers], signif, 10)
write.csv(result, stdout(), row.names = FALSE, quote = FALSE)
