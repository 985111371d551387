"""What is not the regency's to do: who is in charge, and a courteous answer that says so."""
