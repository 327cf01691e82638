"""PCCOs on their way from Procore to Spectrum, and from state to state in the tool."""
