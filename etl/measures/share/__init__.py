"""The compute share: parameters, draws, layers, levers to 2030."""
