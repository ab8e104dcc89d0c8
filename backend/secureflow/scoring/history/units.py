"""Rough units of currencies, so that states can add amounts of different ones.

These are units, not rates: what one of them buys is within a small factor of one euro's worth, and
they never change, because states that were made with them are stored. The model sees amounts of a
currency against the usual amount of that currency, where the factor cancels out.
"""

_ROUGH: dict[float, str] = {
    2.0: "AUD AZN BAM BBD BGN BND BYN BZD CAD FJD GEL NZD SGD TOP WST XCD",
    4.0: "AED BRL ILS MYR PEN PGK PLN QAR RON SAR",
    10.0: "BOB BWP CNY DKK ERN GHS GTQ HKD HNL LSL MAD MDL MOP MVR MXN NAD NOK SCR SEK SVC SZL "
    "TJS TTD VED ZAR ZMW ZWG",
    40.0: "CUP CZK EGP ETB MKD MRU MUR NIO PHP SLE SRD STN THB TRY TWD UAH UYU",
    100.0: "AFN ALL BDT BTN CVE DJF DOP DZD GMD GYD HTG INR ISK JMD JPY KES KGS LKR LRD MZN NPR "
    "PKR RSD RUB SSP VUV XPF",
    600.0: "AMD AOA ARS CLP CRC HUF IQD KMF KPW KRW KZT NGN RWF SDG SOS XAF XOF YER",
    3_000.0: "BIF CDF COP KHR MGA MMK MNT TZS UGX",
    10_000.0: "GNF IDR LAK PYG SYP UZS VND",
    100_000.0: "IRR LBP",
}
ROUGH_UNITS: dict[str, float] = {
    code: units for units, codes in _ROUGH.items() for code in codes.split()
}
"""Units of a currency that stand for one rough unit; 1 for a currency that is not named."""
