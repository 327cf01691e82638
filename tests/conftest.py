"""What holds for every test: none depends on how busy its machine is."""

from hypothesis import HealthCheck, settings

settings.register_profile("tieout", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tieout")
