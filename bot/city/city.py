"""The city as the assistant asks it: its data, ready to be searched."""

from dataclasses import dataclass
from functools import cached_property

from bot.city.checkup import CheckupGuide
from bot.city.completion import Completions, names_to_complete
from bot.city.district import District, DistrictRegister
from bot.city.errors import StreetUnknown
from bot.city.lexicon import NO_LEXICON, Lexicon
from bot.city.mention import Spotter
from bot.city.notice import Notice
from bot.city.offer import Offer
from bot.city.offer_search import OfferDirectory
from bot.city.offer_words import OfferVocabulary
from bot.city.pickup_calendar import PickupCalendar
from bot.city.place import Place
from bot.city.place_search import PlaceDirectory
from bot.city.stream import Stream, StreamInfo
from bot.city.stream_words import StreamWords
from bot.city.street import Street, StreetRegister
from bot.city.vaccination import VaccinationGuide
from bot.city.waste import WasteChoice, WasteItem, WasteMaterial
from bot.city.waste_search import WasteCatalogue


@dataclass(frozen=True)
class CityData:
    """The data of the city as its editors and suppliers keep it, checked and linked."""

    streams: dict[Stream, StreamInfo]
    items: tuple[WasteItem, ...]
    choices: tuple[WasteChoice, ...]
    materials: tuple[WasteMaterial, ...]
    streets: tuple[Street, ...]
    districts: tuple[District, ...]
    pickups: PickupCalendar
    places: tuple[Place, ...]
    notices: tuple[Notice, ...]
    offers: tuple[Offer, ...]
    offer_words: OfferVocabulary
    checkups: CheckupGuide
    vaccinations: VaccinationGuide


class City:
    """One city, asked by subject; every search is built once, on first use."""

    def __init__(self, data: CityData, lexicon: Lexicon = NO_LEXICON) -> None:
        """Offer the data; with a lexicon no German word is taken for a misspelled item."""
        self.data = data
        self.lexicon = lexicon
        self.pickups = data.pickups
        self.checkups = data.checkups
        self.vaccinations = data.vaccinations
        self.streams = data.streams

    @cached_property
    def waste(self) -> WasteCatalogue:
        """The sorting knowledge."""
        return WasteCatalogue(self.data.items, self.data.choices, self.data.materials, self.lexicon)

    @cached_property
    def streets(self) -> StreetRegister:
        """The streets and their pickup areas."""
        return StreetRegister(self.data.streets)

    def street(self, name: str) -> Street:
        """The street that a name means: in the city's own list, else in that of the supplier of pickup dates.

        Raises:
            StreetAmbiguous: several fit.
            StreetUnknown: none fits; carries the nearest names of the list, else those of the supplier.
        """
        try:
            return self.streets.find(name)
        except StreetUnknown as unknown:
            try:
                return self.pickups.street(name)
            except StreetUnknown as elsewhere:
                raise StreetUnknown(name, unknown.candidates or elsewhere.candidates) from None

    def exact_street(self, name: str) -> Street:
        """The street of exactly this name, for what was kept: a similar one would have other dates.

        Raises:
            StreetUnknown: it is gone.
        """
        return self.streets.streets.get(name) or self.pickups.street(name)

    @cached_property
    def districts(self) -> DistrictRegister:
        """The districts and quarters."""
        return DistrictRegister(self.data.districts)

    @cached_property
    def stream_words(self) -> StreamWords:
        """The words for bins and streams."""
        return StreamWords(self.streams.values())

    @cached_property
    def offers(self) -> OfferDirectory:
        """The prevention offers."""
        return OfferDirectory(self.data.offers, self.data.offer_words, self.districts, self.lexicon)

    @cached_property
    def places(self) -> PlaceDirectory:
        """The places and their opening times."""
        return PlaceDirectory(self.data.places)

    @cached_property
    def completions(self) -> Completions:
        """Names that somebody may be about to type."""
        return Completions(names_to_complete(self.data.items, self.data.streets))

    @cached_property
    def spotter(self) -> Spotter:
        """Finds what a text mentions of the city."""
        return Spotter(self.streets, self.stream_words, self.districts, self.waste)
