"""Which time zones a project can be in. A bad one is refused with 422 (procore_api.md 2); which are
good is not published: those of the time zone database and those of Rails, in which Procore's own
pages name them, are assumed."""

from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from simulator.procore.payload import FieldError, title

_RAILS_NAMES = """\
International Date Line West, American Samoa, Midway Island, Hawaii, Alaska,
Pacific Time (US & Canada), Tijuana, Mountain Time (US & Canada), Arizona, Chihuahua, Mazatlan,
Central Time (US & Canada), Saskatchewan, Guadalajara, Mexico City, Monterrey, Central America,
Eastern Time (US & Canada), Indiana (East), Bogota, Lima, Quito, Atlantic Time (Canada),
Caracas, La Paz, Santiago, Asuncion, Newfoundland, Brasilia, Buenos Aires, Montevideo,
Georgetown, Puerto Rico, Greenland, Mid-Atlantic, Azores, Cape Verde Is., Dublin, Edinburgh,
Lisbon, London, Casablanca, Monrovia, UTC, Belgrade, Bratislava, Budapest, Ljubljana, Prague,
Sarajevo, Skopje, Warsaw, Zagreb, Brussels, Copenhagen, Madrid, Paris, Amsterdam, Berlin, Bern,
Zurich, Rome, Stockholm, Vienna, West Central Africa, Bucharest, Cairo, Helsinki, Kyiv, Riga,
Sofia, Tallinn, Vilnius, Athens, Istanbul, Minsk, Jerusalem, Harare, Pretoria, Kaliningrad,
Moscow, St. Petersburg, Volgograd, Samara, Kuwait, Riyadh, Nairobi, Baghdad, Tehran, Abu Dhabi,
Muscat, Baku, Tbilisi, Yerevan, Kabul, Ekaterinburg, Islamabad, Karachi, Tashkent, Chennai,
Kolkata, Mumbai, New Delhi, Kathmandu, Dhaka, Sri Jayawardenepura, Almaty, Astana, Novosibirsk,
Rangoon, Bangkok, Hanoi, Jakarta, Krasnoyarsk, Beijing, Chongqing, Hong Kong, Urumqi,
Kuala Lumpur, Singapore, Taipei, Perth, Irkutsk, Ulaanbaatar, Seoul, Osaka, Sapporo, Tokyo,
Yakutsk, Darwin, Adelaide, Canberra, Melbourne, Sydney, Brisbane, Hobart, Vladivostok, Guam,
Port Moresby, Magadan, Srednekolymsk, Solomon Is., New Caledonia, Fiji, Kamchatka,
Marshall Is., Auckland, Wellington, Nuku'alofa, Tokelau Is., Chatham Is., Samoa"""
RAILS_NAMES = frozenset(name.strip() for name in _RAILS_NAMES.split(","))


def time_zone(value: object) -> str:
    name = title(value)
    if name not in RAILS_NAMES and not _is_in_database(name):
        raise FieldError("is not a time zone")
    return name


@lru_cache(maxsize=1_000)
def _is_in_database(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
