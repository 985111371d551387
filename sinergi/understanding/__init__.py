"""What the public wrote, understood: texts, decisions, labels of people, and models of offices."""
