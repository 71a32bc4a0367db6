"""Prints, as JSON, the CloudFormation template that SAM makes of a template.

    python3 infra/translate.py template.yaml JwtIssuer=https://issuer.example ...

It needs the package aws-sam-translator, and no AWS account. Tests use it, and it shows reviewers what is deployed.
"""

import json
import logging
import os
import sys

# The translator asks for a region, although nothing of what it makes depends on one.
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")

try:
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator
    from samtranslator.yaml_helper import yaml_parse
except ImportError:
    sys.exit("the package aws-sam-translator is missing: pip install aws-sam-translator")


def main(path, parameters):
    logging.disable(logging.WARNING)
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        # As sam deploy leaves it, once it has uploaded the zip.
        if isinstance(properties.get("CodeUri"), str):
            properties["CodeUri"] = "s3://packages/" + properties["CodeUri"]
    translated = Translator({}, Parser()).translate(template, parameters)
    json.dump(translated, sys.stdout, indent=2)


if __name__ == "__main__":
    main(sys.argv[1], dict(argument.split("=", 1) for argument in sys.argv[2:]))
