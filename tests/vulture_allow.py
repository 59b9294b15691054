"""Names in use where vulture cannot see it, each group with its reason; never imported. Dead code is removed, not listed."""

# Read by name: a parameter is a field, and its name a row of `share_assumptions`.
_.cloud_market_five_usd_m
_.mar_share_of_five
_.local_dc_revenue_2021_usd_m
_.local_dc_revenue_growth
_.capacity_it_mw
_.capacity_occupancy
_.gpu_price_usd_h
_.kw_per_gpu_it
_.gpu_billed_utilisation
_.ai_share_of_offshore_spend
_.local_accelerators_h100e
_.b200_to_h100
_.pue
_.gov_sites_local

# Used by the contracts of the evidence, which are not scanned, for all their names are columns.
_.recorded_on
_.doubts_answered
_.later_col
_.OptionalDay
_.OptionalSlug
_.NewsKind
_.col
_.Text
_.WholeText
_.OptionalText
_.OptionalNumber
_.Integer
_.OptionalInteger
_.Year
_.OptionalYear
_.When
_.OptionalWhen
_.Period
_.Slug
_.SourceIds
_.OptionalSourceIds
_.Country
_.Countries
_.OptionalCountries
_.CountryGroup
_.MoroccanRegionCode
_.Region
_.Url
_.YesNo
_.Grade
_.BlankAsNone

# Written for others to read: the pointer file, numpy, Streamlit and its protocol.
_.tool_version
_.writeable
_._main_script_path
_.query_string
_.page_name
_.available_extensions
_.get_external_ip
_.get_internal_ip

# Read by others: Streamlit asks for the HTML of an object, Typst for the media type of an attachment.
_._repr_html_
_.mime

# The names of manifest.json.
_.schema_

# Set on python-docx and on entries of an archive, which write them.
_.space_after
_.space_before
_.rgb
_.autofit
_.author
_.created
_.last_printed
_.modified
_.last_modified_by
_.revision
_.compress_type
_.external_attr
_.page_width
_.left_margin
_.right_margin
_.bottom_margin
_.top_margin
_.page_height
